import type { Better } from '#lib/evidence/head-to-head.ts'
import type { CellSummary } from '#lib/evidence/model.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import { collateralMarks } from '#lib/evidence/words/survival.ts'
import { cellAddress } from '#app/_evidence/cell-addresses.ts'
import { readingOf } from '#app/_evidence/reading.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { Link } from '#app/_ui/link.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'

interface Row {
  cell: CellSummary
  beside: CellSummary
  better: Better
}

/** Each event with both beside each other; where they differ, the better one is marked. */
export const Events = ({
  rows,
  titles,
  ids,
  preset,
}: {
  rows: readonly Row[]
  titles: readonly [string, string]
  ids: readonly [string, string]
  preset: string | undefined
}) => (
  <section aria-labelledby="events" className="mt-8">
    <h2 id="events" className="text-lg">
      When a stolen copy is refused
    </h2>
    <div className="panel mt-3">
      <table className="table table-fixed">
        <thead>
          <tr>
            <th scope="col" className="whitespace-normal">
              Event
            </th>
            {titles.map((title) => (
              <th key={title} scope="col" className="whitespace-normal">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ cell, beside, better }) => (
            <tr key={cell.event} data-event={cell.event} data-better={better}>
              <th scope="row">{eventPress[cell.event]}</th>
              <Side cell={cell} strategy={ids[0]} preset={preset} isBetter={better === 'first'} />
              <Side
                cell={beside}
                strategy={ids[1]}
                preset={preset}
                isBetter={better === 'second'}
              />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
)

function Side({
  cell,
  strategy,
  preset,
  isBetter,
}: {
  cell: CellSummary
  strategy: string
  preset: string | undefined
  isBetter: boolean
}) {
  const hurt = collateralMarks[cell.collateral]
  return (
    <td className={isBetter ? 'bg-sunken' : ''}>
      <VerdictMark {...readingOf(cell)} />
      {hurt && <span className="label block">hits {hurt}</span>}
      {cell.broken.length > 0 && (
        <span className="label block">BROKEN: {cell.broken.join('; ')}</span>
      )}
      <span className="flex flex-wrap gap-x-2 text-xs">
        {isBetter && (
          <span className="flex items-center gap-1 font-medium">
            <Icon name="check" size={14} /> better
          </span>
        )}
        <Link href={cellAddress(preset, strategy, cell.event)}>
          its run<span className="sr-only">: {eventPress[cell.event]}</span>
        </Link>
      </span>
    </td>
  )
}

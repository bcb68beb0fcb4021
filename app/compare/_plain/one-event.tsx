import type { CellSummary } from '#lib/evidence/model.ts'
import { unbroken } from '#lib/evidence/words/durations.ts'
import { promiseWords } from '#lib/evidence/words/promises.ts'
import { collateralMarks } from '#lib/evidence/words/survival.ts'
import { readingOf } from '#app/_evidence/reading.ts'
import { Link } from '#app/_ui/link.tsx'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { starred, type Row } from '../_matrix/row.ts'

/** Every strategy after one event. */
export const OneEvent = ({
  rows,
  cells,
}: {
  rows: readonly Row[]
  /** By strategy; one that is missing was not measured under these lifetimes. */
  cells: ReadonlyMap<string, CellSummary>
}) => (
  <ScrollRegion label="Strategies after this event" className="mt-4">
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Strategy</th>
          <th scope="col">A stolen copy is refused</th>
          <th scope="col">Promised</th>
          <th scope="col">Also hit</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const cell = cells.get(row.id)
          return (
            <tr key={row.id}>
              <th scope="row">
                <Link href={`/strategies/${row.id}`}>{starred(row).title}</Link>
              </th>
              {cell ? (
                <>
                  <td>
                    <VerdictMark {...readingOf(cell)} />
                    {cell.broken.length > 0 && `BROKEN: ${cell.broken.join('; ')}`}
                  </td>
                  <td>{unbroken(promiseWords(cell.promise))}</td>
                  <td>{collateralMarks[cell.collateral] ?? 'nobody'}</td>
                </>
              ) : (
                <td colSpan={3} className="text-soft">
                  not measured under these lifetimes
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  </ScrollRegion>
)

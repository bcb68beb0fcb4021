'use client'

import type { CellVerdict } from '#lib/evidence/attack-verdicts.ts'
import type { Named } from '#lib/evidence/named.ts'
import { verdictLooks } from '#app/_ui/looks.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { looks } from '#app/_ui/verdict.tsx'
import { cellPath } from './cell-path.ts'

/** What is shown of a cell of the run; null where the run has none. */
export type MatrixCell = { verdict: CellVerdict; isSplit?: boolean } | null

/**
 * The attacks of a group, by strategy. Drawn on both sides: over a thousand cells weigh a few words
 * each as data, and as elements that a server describes, most of a megabyte.
 */
export function MatrixTable({
  title,
  attacks,
  strategies,
  cells,
}: {
  title: string
  attacks: readonly Named[]
  strategies: readonly Named[]
  /** By attack, then by strategy. */
  cells: readonly (readonly MatrixCell[])[]
}) {
  return (
    <ScrollRegion label={title} className="relative mt-1">
      <table className="report-table w-max min-w-full border-separate border-spacing-0 text-left text-sm">
        <caption className="sr-only">{title}, by strategy</caption>
        <thead>
          <tr>
            <th
              scope="col"
              className="label sticky left-0 z-1 w-32 min-w-32 border-r border-b border-line bg-panel px-3 py-2 align-bottom sm:w-48 sm:min-w-48"
            >
              Attack
            </th>
            {strategies.map((strategy) => (
              <th
                key={strategy.id}
                scope="col"
                className="label w-[74px] min-w-[74px] border-b border-line px-1 py-2 align-bottom hyphens-auto"
              >
                {strategy.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {attacks.map((attack, down) => (
            <tr key={attack.id}>
              <th
                scope="row"
                className="sticky left-0 z-1 border-r border-b border-line bg-panel px-3 py-2 align-middle leading-5 font-medium"
              >
                {attack.title}
              </th>
              {strategies.map((strategy, across) => (
                <td key={strategy.id}>
                  <Cell cell={cells[down]?.[across] ?? null} attack={attack} strategy={strategy} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function Cell({ cell, attack, strategy }: { cell: MatrixCell; attack: Named; strategy: Named }) {
  if (!cell) return <span className="label block px-1">no such cell</span>
  const { verdict, isSplit } = cell
  const { kind, word } = verdictLooks[verdict]
  const { icon, colour } = looks[kind]
  const shown = verdict === 'not-applicable' ? 'n/a' : word
  const note = isSplit ? 'media disagree' : ''
  return (
    // A plain link, and as few elements as will do: there are more than a thousand of them.
    <a
      href={cellPath(strategy.id, attack.id)}
      data-verdict={verdict}
      aria-label={`${attack.title}, ${strategy.title}: ${shown} ${note}`.trim()}
      className={`report-cell ${colour}`}
    >
      <Icon name={icon} size={14} />
      {shown}
      {note && <span className="label"> {note}</span>}
    </a>
  )
}

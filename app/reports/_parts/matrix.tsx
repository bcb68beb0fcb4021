import type { AttackGroup, RunSummary } from '#lib/evidence/summary.ts'
import type { Named } from '#lib/evidence/named.ts'
import { agrees, verdictOf } from '#lib/evidence/attack-verdicts.ts'
import { verdictLooks } from '#app/_ui/looks.ts'
import { type ReportCell } from '#lib/evidence/attack-report.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { looks } from '#app/_ui/verdict.tsx'
import { cellPath } from './cell-link.tsx'

/** Every attack under every strategy, group by group; each cell leads to its steps. */
export function Matrix({ summary }: { summary: RunSummary }) {
  return (
    <section aria-labelledby="matrix" className="mt-10">
      <h2 id="matrix" className="text-lg">
        Every attack under every strategy
      </h2>
      <p className="mt-1 max-w-prose text-sm text-soft">
        Open a cell to have its steps replayed, on each medium that it was played on.
      </p>
      {summary.groups.map((group) => (
        <Group key={group.id} group={group} summary={summary} />
      ))}
    </section>
  )
}

function Group({ group, summary }: { group: AttackGroup; summary: RunSummary }) {
  const cells = group.attacks.flatMap(({ id }) =>
    summary.strategies.flatMap((strategy) => summary.cell(id, strategy.id) ?? []),
  )
  const count = (verdict: ReturnType<typeof verdictOf>) =>
    cells.filter((cell) => verdictOf(cell) === verdict).length
  const wrong = count('broken') + count('not-run')
  return (
    // Over a thousand cells: those that nobody looks at are not laid out.
    <details
      className="group mt-3 [content-visibility:auto] print:[content-visibility:visible]"
      style={{ containIntrinsicSize: `auto ${100 + 56 * group.attacks.length}px` }}
      open
    >
      <summary className="flex min-h-9 cursor-pointer list-none flex-wrap items-center gap-x-3 [&::-webkit-details-marker]:hidden">
        <Icon
          name="chevron-right"
          className="shrink-0 transition-transform duration-150 group-open:rotate-90"
        />
        <h3 className="text-base">{group.title}</h3>
        <span className="text-sm text-soft">
          {group.attacks.length} {group.attacks.length === 1 ? 'attack' : 'attacks'} · works in{' '}
          {count('works')} of {cells.length} cells
          {wrong > 0 && `, ${wrong} broken or not run`}
        </span>
      </summary>
      <ScrollRegion label={group.title} className="relative mt-1">
        <table className="report-table w-max min-w-full border-separate border-spacing-0 text-left text-sm">
          <caption className="sr-only">{group.title}, by strategy</caption>
          <thead>
            <tr>
              <th
                scope="col"
                className="label sticky left-0 z-1 w-32 min-w-32 border-r border-b border-line bg-panel px-3 py-2 align-bottom sm:w-48 sm:min-w-48"
              >
                Attack
              </th>
              {summary.strategies.map(({ id, title }) => (
                <th
                  key={id}
                  scope="col"
                  className="label w-[74px] min-w-[74px] border-b border-line px-1 py-2 align-bottom hyphens-auto"
                >
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {group.attacks.map((attack) => (
              <tr key={attack.id}>
                <th
                  scope="row"
                  className="sticky left-0 z-1 border-r border-b border-line bg-panel px-3 py-2 align-middle leading-5 font-medium"
                >
                  {attack.title}
                </th>
                {summary.strategies.map((strategy) => (
                  <td key={strategy.id}>
                    <Cell
                      cell={summary.cell(attack.id, strategy.id)}
                      attack={attack}
                      strategy={strategy}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  )
}

function Cell({
  cell,
  attack,
  strategy,
}: {
  cell: ReportCell | undefined
  attack: Named
  strategy: Named
}) {
  if (!cell) return <span className="label block px-1">no such cell</span>
  const verdict = verdictOf(cell)
  const { kind, word } = verdictLooks[verdict]
  const { icon, colour } = looks[kind]
  const shown = verdict === 'not-applicable' ? 'n/a' : word
  const note = agrees(cell) ? '' : 'media disagree'
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

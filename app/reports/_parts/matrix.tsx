import type { AttackGroup, RunSummary } from '#lib/evidence/summary.ts'
import type { Named } from '#lib/evidence/named.ts'
import { agrees, verdictOf } from '#lib/evidence/attack-verdicts.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { MatrixTable, type MatrixCell } from './matrix-table.tsx'

/** Every attack under every strategy, group by group; each cell leads to its steps. */
export function Matrix({ summary }: { summary: RunSummary }) {
  // One list, which all groups then refer to.
  const strategies = summary.strategies.map(namedOf)
  return (
    <section aria-labelledby="matrix" className="mt-10">
      <h2 id="matrix" className="text-lg">
        Every attack under every strategy
      </h2>
      <p className="mt-1 max-w-prose text-sm text-soft">
        Open a cell to have its steps replayed, on each medium that it was played on.
      </p>
      {summary.groups.map((group) => (
        <Group key={group.id} group={group} summary={summary} strategies={strategies} />
      ))}
    </section>
  )
}

const namedOf = ({ id, title }: Named): Named => ({ id, title })

function Group({
  group,
  summary,
  strategies,
}: {
  group: AttackGroup
  summary: RunSummary
  strategies: readonly Named[]
}) {
  const cells = group.attacks.map(({ id }) =>
    strategies.map((strategy): MatrixCell => {
      const cell = summary.cell(id, strategy.id)
      return cell ? { verdict: verdictOf(cell), ...(!agrees(cell) && { isSplit: true }) } : null
    }),
  )
  const verdicts = cells.flat().flatMap((cell) => cell?.verdict ?? [])
  const count = (verdict: ReturnType<typeof verdictOf>) =>
    verdicts.filter((one) => one === verdict).length
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
          {count('works')} of {verdicts.length} cells
          {wrong > 0 && `, ${wrong} broken or not run`}
        </span>
      </summary>
      <MatrixTable
        title={group.title}
        attacks={group.attacks.map(namedOf)}
        strategies={strategies}
        cells={cells}
      />
    </details>
  )
}

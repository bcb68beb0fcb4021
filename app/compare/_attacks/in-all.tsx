import type { Named } from '#lib/evidence/named.ts'
import type { AttackGroup } from './attack-group.ts'
import { summaryOf, summaryWords, type AttackCells } from './summary.ts'

/** What came of all the attacks that are shown. */
export function InAll({
  strategy,
  groups,
  cells,
}: {
  strategy: Named
  groups: readonly AttackGroup[]
  cells: AttackCells
}) {
  const summary = summaryOf(
    strategy.id,
    groups.flatMap(({ attacks }) => attacks),
    cells,
  )
  return (
    <span className="label block font-normal">
      {summary.known < summary.expected
        ? `${summary.known} of ${summary.expected} known`
        : `in all, ${summaryWords(summary).word.toLowerCase()}`}
    </span>
  )
}

import { outcomeOf } from '#lib/evidence/attack-verdicts.ts'
import type { AttackOutcome, Medium } from '#lib/evidence/names.ts'
import type { Attack } from '#lib/scenarios/attacks/attack.ts'
import type { AttackReport } from '#lib/evidence/attack-report.ts'

/** What the last run of the tests says of one attack, as far as a page tells it. */
export interface LastEvidence {
  at: string
  commit: string
  /** By strategy, and there by medium. */
  outcomes: Readonly<Record<string, Partial<Record<Medium, AttackOutcome>>>>
}

/** Null where there is no run, or the run does not know the attack. */
export function lastEvidence(attack: Attack, report: AttackReport | null): LastEvidence | null {
  const cells = report?.cells.filter((cell) => cell.attack === attack.id) ?? []
  if (!report || cells.length === 0) return null
  const { at, commit } = report
  const outcomes = Object.fromEntries(
    cells.map(({ strategy, runs }) => [
      strategy,
      Object.fromEntries(runs.map(({ medium, works }) => [medium, outcomeOf(works)])),
    ]),
  )
  return { at, commit, outcomes }
}

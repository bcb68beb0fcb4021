import type { AttackCellRun } from '#lib/evidence/attack-model.ts'
import type { CellSummary } from '#lib/evidence/model.ts'
import type { MeasuredDay } from '#app/_measured/day.ts'

/** What a strategy is recommended on, and warned of: all of it from runs. */
export interface Proof {
  /** What people ask for first. */
  promises: readonly CellSummary[]
  /** What does not end at once, or hits somebody else. */
  open: readonly CellSummary[]
  attacks: readonly AttackCellRun[]
  day: MeasuredDay
}

/** How many attacks were seen to work, and of how many it is only predicted. */
export function countAttacks(attacks: readonly AttackCellRun[]): string {
  const works = attacks.filter(({ outcome }) => outcome === 'works')
  const predicted = works.filter(({ from }) => from === 'prediction').length
  const seen = works.length - predicted
  const more = predicted > 0 ? `, and ${predicted} more are predicted to` : ''
  return `${seen} ${seen === 1 ? 'attack works' : 'attacks work'}${more}`
}

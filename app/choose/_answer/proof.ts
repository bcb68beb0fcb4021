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

import type { Day } from '#lib/strategies/costs.ts'

/** What a working day was measured to cost. */
export interface MeasuredDay extends Day {
  requests: number
  /** What a request asks of the stores, on average. */
  price: { reads: number; writes: number }
}

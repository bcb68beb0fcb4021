/** What a strategy says that it costs. */

export interface Cost {
  reads: number
  writes: number
}

/** What is asked of the stores. */
export interface Costs {
  /** By an accepted request. `writesAMinute`: what it writes at most once a minute on top. */
  request: Cost & { writesAMinute?: number }
  /** To refuse a well-formed credential that was never issued. */
  forged: Cost
  renewal?: Cost
  /** In a working day, all told, under the default lifetimes. */
  day: Day
}

/** A request a minute for eight hours, by somebody who renews in time. `every`: seconds. */
export const WORKING_DAY = { requests: 8 * 60, every: 60 } as const

export interface Day extends Cost {
  renewals: number
  /** How often the password was asked for. */
  signIns: number
}

import type { Promised } from '#lib/sessions/describe.ts'
import { eventNames, type EventName } from '#lib/sessions/events.ts'
import * as is from '#app/_data/shape.ts'

/** The cells of the matrix, as `/api/matrix` and `/api/evidence` tell them. */

const promised: is.Shape<Promised> = is.either(
  is.object({ stops: is.oneOf(['at-once', 'never', 'not-by-this']) }),
  is.object({ stops: is.oneOf(['within', 'at-expiry']), seconds: is.number }),
)

const shared = {
  strategy: is.string,
  event: is.oneOf(eventNames),
  promise: promised,
  /** Seconds since the event; null where it never was, up to the horizon. */
  lastAccepted: is.nullable(is.number),
  firstRefused: is.nullable(is.number),
  /** When the copy that is never renewed was last accepted, as exact as the knocks are close. */
  keptUntil: is.nullable(is.number),
  horizon: is.number,
  collateral: is.oneOf(['none', 'other-devices', 'everyone']),
  broken: is.array(is.string),
}

export const cellSchema = is.object({ ...shared, knocks: is.number })
export type Cell = is.Shaped<typeof cellSchema>

const outcomeFields = {
  accepted: is.boolean,
  reason: is.nullable(is.string),
  role: is.nullable(is.string),
  reads: is.number,
  writes: is.number,
  micros: is.number,
  bytes: is.number,
}
const outcome = is.object(outcomeFields)

const knock = is.object({ ...outcomeFields, at: is.number, in: is.boolean, renewed: is.boolean })
export type Knock = is.Shaped<typeof knock>

export const stepShape = is.object({
  at: is.number,
  actor: is.string,
  action: is.string,
  outcome: is.nullable(outcome),
})
export type Step = is.Shaped<typeof stepShape>

export const evidenceSchema = is.object({
  ...shared,
  knocks: is.array(knock),
  steps: is.array(stepShape),
})
export type Evidence = is.Shaped<typeof evidenceSchema>

/** What a cell is called where it is one of many: in the address, in a list. */
export const cellKey = (strategy: string, event: EventName): string => `${strategy}/${event}`

/** The lifetimes that are measured under: a preset's, or those of the visitor's workspace. */
export const WORKSPACE = 'workspace'

export const matrixPath = (source: string): string => `/api/matrix${query(source)}`
export const evidencePath = (source: string, strategy: string, event: EventName): string =>
  `/api/evidence/${strategy}/${event}${query(source)}`

const query = (source: string) =>
  source === WORKSPACE ? '' : `?preset=${encodeURIComponent(source)}`

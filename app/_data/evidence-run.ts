import { eventNames, type EventName } from '#lib/strategies/events.ts'
import { call, type Result } from './call.ts'
import * as is from './shape.ts'

/** One measured cell as `/api/evidence` tells it: times in seconds since the event. */

const outcomeFields = {
  accepted: is.boolean,
  reason: is.nullable(is.string),
  role: is.nullable(is.string),
  reads: is.number,
  writes: is.number,
  bytes: is.number,
}
const outcome = is.object(outcomeFields)
export type MeasuredOutcome = is.Shaped<typeof outcome>

const knock = is.object({ ...outcomeFields, at: is.number, in: is.boolean, renewed: is.boolean })

const evidenceRun = is.object({
  strategy: is.string,
  event: is.oneOf(eventNames),
  lastAccepted: is.nullable(is.number),
  firstRefused: is.nullable(is.number),
  horizon: is.number,
  collateral: is.oneOf(['none', 'other-devices', 'everyone']),
  broken: is.array(is.string),
  knocks: is.array(knock),
  steps: is.array(
    is.object({
      at: is.number,
      actor: is.string,
      action: is.string,
      outcome: is.nullable(outcome),
    }),
  ),
})
export type EvidenceRun = is.Shaped<typeof evidenceRun>

/** Measured on the server when it is first asked for, under the lifetimes of the workspace. */
export const evidenceRunOf = (
  strategy: string,
  event: EventName,
  signal?: AbortSignal,
): Promise<Result<EvidenceRun>> =>
  call('GET', `/api/evidence/${strategy}/${event}`, evidenceRun, signal ? { signal } : {})

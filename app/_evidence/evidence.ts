import * as is from '#app/_data/shape.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { query, told } from './cells.ts'

/** One cell with its run, as `/api/evidence` tells it. */

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
  ...told,
  knocks: is.array(knock),
  steps: is.array(stepShape),
})
export type Evidence = is.Shaped<typeof evidenceSchema>

export const evidencePath = (source: string, strategy: string, event: EventName): string =>
  `/api/evidence/${strategy}/${event}${query(source)}`

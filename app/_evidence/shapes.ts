import type { Action } from '#lib/evidence/actions.ts'
import type { AttackCell, AttackCellRun, KeptStep } from '#lib/evidence/attack-model.ts'
import type { CellRun, CellSummary, Knock, Outcome, Step } from '#lib/evidence/model.ts'
import {
  actorNames,
  attackOutcomes,
  collaterals,
  media,
  origins,
  predictedOutcomes,
  roles,
  scopes,
} from '#lib/evidence/names.ts'
import type { Promised } from '#lib/strategies/describe.ts'
import { eventNames } from '#lib/strategies/events.ts'
import * as is from '#app/_data/shape.ts'

/**
 * The model of a run as a page checks it. Its zod is for the server alone; each shape here is held
 * to the type that is made from that zod, so that one that says more, less or otherwise is an error.
 */

const username = is.string
const action = is.like<Action>()(
  is.tagged('type', {
    'sign-in': { username },
    request: {},
    renew: {},
    'log-out': { scope: is.oneOf(scopes) },
    'change-password': {},
    'sign-in-again': {},
    'end-device': { device: is.string },
    'admin-report': {},
    watch: {},
    copy: {},
    ban: { username },
    delete: { username },
    'set-role': { username, role: is.oneOf(roles) },
    'force-logout': { username },
    rekey: { username },
    'rotate-keys': {},
    'logout-all-users': {},
    note: { text: is.string },
  }),
)

const outcomeFields = {
  accepted: is.boolean,
  reason: is.nullable(is.string),
  role: is.nullable(is.oneOf(roles)),
  reads: is.number,
  writes: is.number,
  micros: is.number,
  bytes: is.number,
}
const ended = { ended: is.oneOf(['server', 'client-only']) }
const outcome = is.like<Outcome>()(is.object(outcomeFields, ended))

const knock = is.like<Knock>()(
  is.object({ ...outcomeFields, at: is.number, in: is.boolean, renewed: is.boolean }, ended),
)

const stepFields = {
  at: is.number,
  actor: is.oneOf(actorNames),
  action: is.string,
  outcome: is.nullable(outcome),
}
const step = is.like<Step>()(is.object({ ...stepFields, does: action }))
const keptStep = is.like<KeptStep>()(is.object(stepFields, { does: action }))

const promised = is.like<Promised>()(
  is.either(
    is.object({ stops: is.oneOf(['at-once', 'never', 'not-by-this']) }),
    is.object({ stops: is.oneOf(['within', 'at-expiry']), seconds: is.number }),
  ),
)

const cellFields = {
  strategy: is.string,
  event: is.oneOf(eventNames),
  promise: promised,
  lastAccepted: is.nullable(is.number),
  firstRefused: is.nullable(is.number),
  keptUntil: is.nullable(is.number),
  horizon: is.number,
  collateral: is.oneOf(collaterals),
  broken: is.array(is.string),
}
export const cellShape = is.like<CellSummary>()(is.object({ ...cellFields, knocks: is.number }))
export const cellRunShape = is.like<CellRun>()(
  is.object({ ...cellFields, knocks: is.array(knock), steps: is.array(step) }),
)

const attackCellFields = {
  strategy: is.string,
  attack: is.string,
  outcome: is.oneOf(attackOutcomes),
  says: is.string,
  predicted: is.oneOf(predictedOutcomes),
  broken: is.boolean,
  from: is.oneOf(origins),
  medium: is.nullable(is.oneOf(media)),
  run: is.nullable(is.object({ at: is.string, commit: is.string })),
}
export const attackCellShape = is.like<AttackCell>()(is.object(attackCellFields))
export const attackCellRunShape = is.like<AttackCellRun>()(
  is.object({ ...attackCellFields, steps: is.array(keptStep) }),
)

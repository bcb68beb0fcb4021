import type { Action } from '#lib/evidence/actions.ts'
import type { AttackCellRun, KeptStep } from '#lib/evidence/attack-model.ts'
import type { CellRun, Knock, Outcome, Step } from '#lib/evidence/model.ts'
import { actorNames, roles, scopes } from '#lib/evidence/names.ts'
import * as is from '#app/_data/shape.ts'
import { tagged } from '#app/_data/tagged.ts'
import { attackCellFields } from './attack-shapes.ts'
import { cellFields } from './cell-shapes.ts'

/** A cell with its run, as a page checks it: apart, because a page of hundreds of cells has no run. */

const username = is.string
const action = is.like<Action>()(
  tagged('type', {
    'sign-in': { username },
    request: {},
    renew: {},
    'log-out': { scope: is.oneOf(scopes) },
    'change-password': {},
    'reset-password': {},
    'sign-in-again': {},
    'end-device': { device: is.string },
    'admin-report': {},
    watch: {},
    copy: {},
    'close-browser': {},
    'offer-reset': { username },
    ban: { username },
    delete: { username },
    'set-role': { username, role: is.oneOf(roles) },
    'force-logout': { username },
    rekey: { username },
    'rotate-keys': {},
    'routine-rotation': {},
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

export const cellRunShape = is.like<CellRun>()(
  is.object(
    { ...cellFields, knocks: is.array(knock), steps: is.array(step) },
    { run: is.object({ at: is.string, commit: is.string, nodes: is.number }) },
  ),
)

export const attackCellRunShape = is.like<AttackCellRun>()(
  is.object({ ...attackCellFields, steps: is.array(keptStep) }),
)

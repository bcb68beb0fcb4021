import { lastReport } from '#app/_runs/report-file.ts'
import {
  attackCellRunSchema,
  type AttackCell,
  type AttackCellRun,
} from '#lib/evidence/attack-model.ts'
import { findAttack } from '#lib/scenarios/attacks/registry.ts'
import { findStrategy, strategies } from '#lib/strategies/registry.ts'
import { attackCell, attackCells } from '#app/_runs/cells.ts'
import { ok, problem } from '../_http/answer.ts'
import { noBody, open } from '../_http/endpoint.ts'
import { askedSettings } from './asked-settings.ts'
import { linesOf } from './ndjson.ts'

const tag = 'Attacks'
const problems = ['not_found', 'store_unavailable'] as const

const all = open(
  {
    method: 'GET',
    path: '/api/attacks',
    tag,
    summary:
      'Every attack under every strategy, played now: a line of JSON for each cell. ' +
      'What needs a browser comes from the last run of the tests, or is predicted, and says so. ' +
      '`?preset=` names lifetimes; else those of the workspace, if one is named, or the defaults',
    body: noBody,
    success: { status: 200, type: 'application/x-ndjson' },
    problems,
  },
  async (call) => {
    const settings = await askedSettings(call)
    if (!settings) return problem('not_found', { detail: 'There is no such preset' })
    const cells = attackCells(strategies, settings, await lastReport(), call.request.signal)
    return linesOf(cells, inShort)
  },
)

const one = open(
  {
    method: 'GET',
    path: '/api/attacks/{strategy}/{attack}',
    tag,
    summary: 'One attack under one strategy, with every step of its run',
    body: noBody,
    success: { status: 200, schema: attackCellRunSchema },
    problems,
  },
  async (call) => {
    const definition = findStrategy(call.params['strategy'] ?? '')
    const attack = findAttack(call.params['attack'] ?? '')
    const settings = await askedSettings(call)
    if (!definition || !attack || !settings) return problem('not_found')
    return ok(await attackCell(definition, attack, settings, await lastReport()))
  },
)

export const attackEndpoints = [all, one]

/** Without the steps, which are asked for one by one. */
function inShort(cell: AttackCellRun): AttackCell {
  const { steps: _, ...short } = cell
  return short
}

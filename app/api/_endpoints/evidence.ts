import { z } from 'zod'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import type { Cell } from '#lib/scenarios/matrix.ts'
import { processMeasuring } from '#lib/scenarios/measuring.ts'
import { eventNames } from '#lib/strategies/events.ts'
import { findStrategy, strategies } from '#lib/strategies/registry.ts'
import { ok, problem } from '../_http/answer.ts'
import { noBody, open } from '../_http/endpoint.ts'
import { linesOf, settingsFor } from './measured.ts'

const tag = 'Evidence'
const problems = ['not_found', 'store_unavailable'] as const

const outcome = z.object({
  accepted: z.boolean(),
  reason: z.string().nullable(),
  role: z.string().nullable(),
  reads: z.int(),
  writes: z.int(),
  micros: z.int(),
  bytes: z.int(),
})

const promise = z.object({
  stops: z.enum(['at-once', 'within', 'at-expiry', 'never', 'not-by-this']),
  seconds: z.int().optional(),
})

/** What one cell says in short. Times in seconds since the event. */
const short = z.object({
  strategy: z.string(),
  event: z.enum(eventNames),
  promise,
  lastAccepted: z.int().nullable(),
  firstRefused: z.int().nullable(),
  keptUntil: z.int().nullable(),
  horizon: z.int(),
  collateral: z.enum(['none', 'other-devices', 'everyone']),
  knocks: z.int(),
  broken: z.array(z.string()),
})

const long = short.extend({
  knocks: z.array(outcome.extend({ at: z.int(), in: z.boolean(), renewed: z.boolean() })),
  steps: z.array(
    z.object({ at: z.int(), actor: z.string(), action: z.string(), outcome: outcome.nullable() }),
  ),
})

const matrix = open(
  {
    method: 'GET',
    path: '/api/matrix',
    tag,
    summary:
      'Every event under every strategy, measured now: a line of JSON for each cell. ' +
      '`?preset=` names lifetimes; else those of the workspace, if one is named, or the defaults',
    body: noBody,
    success: { status: 200, type: 'application/x-ndjson' },
    problems,
  },
  async (call) => {
    const settings = await settingsFor(call)
    if (!settings) return problem('not_found', { detail: 'There is no such preset' })
    const { signal } = call.request
    return linesOf(processMeasuring().cells(strategies, settings, signal), inShort)
  },
)

const one = open(
  {
    method: 'GET',
    path: '/api/evidence/{strategy}/{event}',
    tag,
    summary: 'One cell with every step and knock of its run',
    body: noBody,
    success: { status: 200, schema: long },
    problems,
  },
  async (call) => {
    const definition = findStrategy(call.params['strategy'] ?? '')
    const scenario = scenarios.find(({ event }) => event === call.params['event'])
    const settings = await settingsFor(call)
    if (!definition || !scenario || !settings) return problem('not_found')
    const cell = await processMeasuring().cell(definition, scenario, settings)
    const { knocks, steps } = cell.evidence
    return ok({ ...inShort(cell), knocks, steps })
  },
)

export const evidenceEndpoints = [matrix, one]

const inShort = ({ strategy, event, promise: promised, evidence, broken }: Cell) => ({
  strategy,
  event,
  promise: promised,
  lastAccepted: evidence.lastAccepted,
  firstRefused: evidence.firstRefused,
  keptUntil: evidence.keptUntil,
  horizon: evidence.horizon,
  collateral: evidence.collateral,
  knocks: evidence.knocks.length,
  broken,
})

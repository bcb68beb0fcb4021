import { z } from 'zod'
import { scenarios } from '#lib/scenarios/catalogue.ts'
import type { Cell } from '#lib/scenarios/matrix.ts'
import { processMeasuring } from '#lib/scenarios/measuring.ts'
import { eventNames } from '#lib/sessions/events.ts'
import { presets } from '#lib/sessions/presets.ts'
import { findStrategy, strategies } from '#lib/sessions/registry.ts'
import { defaultSettings, type Settings } from '#lib/sessions/settings.ts'
import { ok, problem } from '../_http/answer.ts'
import { workspaceOf } from '../_http/credentials.ts'
import { noBody, open, type Call } from '../_http/endpoint.ts'

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
    const cells = processMeasuring().cells(strategies, settings, signal)
    const headers = { 'Content-Type': 'application/x-ndjson; charset=utf-8' }
    return { status: 200, response: new Response(streamOf(cells), { headers }) }
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

/** A line for each cell, measured no faster than it is read. */
function streamOf(cells: AsyncGenerator<Cell, void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const next = await cells.next()
      if (next.done) controller.close()
      else controller.enqueue(encoder.encode(`${JSON.stringify(inShort(next.value))}\n`))
    },
    async cancel() {
      await cells.return(undefined)
    },
  })
}

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

/** The lifetimes that are asked for. Null where a preset is named that is not there. */
async function settingsFor({ request, runtime }: Call): Promise<Settings | null> {
  const named = new URL(request.url).searchParams.get('preset')
  if (named !== null) {
    const preset = presets.find(({ id }) => id === named)
    return preset ? { ...defaultSettings, ...preset.lifetimes } : null
  }
  const id = workspaceOf(request)
  const world = id ? await runtime.open(id) : null
  return world?.settings ?? defaultSettings
}

import { z } from 'zod'
import { cellRunSchema, runOf, summaryOf } from '#lib/evidence/model.ts'
import { socketCellSchema } from '#lib/evidence/socket-model.ts'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import { processCells } from '#lib/scenarios/cell-cache.ts'
import { COOKIE_LIMIT, HEADER_LIMIT } from '#lib/scenarios/profile-fit.ts'
import { WORKING_DAY } from '#lib/strategies/costs.ts'
import { findStrategy, needsNodes, strategies } from '#lib/strategies/registry.ts'
import { keptCell } from '#app/_measured/kept.ts'
import { ok, problem } from '../_http/answer.ts'
import { noBody, open } from '../_http/endpoint.ts'
import { askedSettings } from './asked-settings.ts'
import { linesOf } from './ndjson.ts'
import { day } from './schemas.ts'

const tag = 'Evidence'
const problems = ['not_found', 'store_unavailable'] as const
const onNodes = 'It needs several nodes, and was measured on them under the default lifetimes alone'

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
    const settings = await askedSettings(call)
    if (!settings) return problem('not_found', { detail: 'There is no such preset' })
    const { signal } = call.request
    return linesOf(processCells().cells(strategies, settings, signal), summaryOf)
  },
)

const one = open(
  {
    method: 'GET',
    path: '/api/evidence/{strategy}/{event}',
    tag,
    summary:
      'One cell with every step and knock of its run; on a strategy that needs several nodes, of the ' +
      'last run on several nodes, which was under the default lifetimes',
    body: noBody,
    success: { status: 200, schema: cellRunSchema },
    problems,
  },
  async (call) => {
    const definition = findStrategy(call.params['strategy'] ?? '')
    const scenario = scenarios.find(({ event }) => event === call.params['event'])
    const settings = await askedSettings(call)
    if (!definition || !scenario || !settings) return problem('not_found')
    if (needsNodes(definition)) {
      const kept = keptCell(definition, scenario.event, settings)
      return kept ? ok(kept) : problem('not_found', { detail: onNodes })
    }
    return ok(runOf(await processCells().cell(definition, scenario, settings)))
  },
)

const workingDay = open(
  {
    method: 'GET',
    path: '/api/working-days/{strategy}',
    tag,
    summary:
      'What eight hours with a request a minute cost under a strategy, renewals and sign-ins ' +
      'included, measured now; the lifetimes are chosen as with the matrix',
    body: noBody,
    success: { status: 200, schema: day.extend({ strategy: z.string() }) },
    problems,
  },
  async (call) => {
    const definition = findStrategy(call.params['strategy'] ?? '')
    const settings = await askedSettings(call)
    if (!definition || !settings) return problem('not_found')
    if (needsNodes(definition)) return problem('not_found', { detail: onNodes })
    const { requests } = WORKING_DAY
    const measured = await processCells().day(definition, settings)
    return ok({ strategy: definition.id, requests, ...measured })
  },
)

const size = z.int().nullable()

const fit = open(
  {
    method: 'GET',
    path: '/api/profile-fits/{strategy}',
    tag,
    summary:
      'How many bytes of profile fit into a session until its cookies break, measured now; the ' +
      'lifetimes are chosen as with the matrix',
    body: noBody,
    success: {
      status: 200,
      schema: z.object({
        strategy: z.string(),
        bytes: z.int().describe('What the client sends while the profile is empty'),
        inCookies: size.describe(
          `The largest profile whose cookies have ${COOKIE_LIMIT} bytes at most; null for any`,
        ),
        inHeaders: size.describe(
          `The largest whose Cookie header has ${HEADER_LIMIT} bytes at most, as Node takes them by default; null for any`,
        ),
      }),
    },
    problems,
  },
  async (call) => {
    const definition = findStrategy(call.params['strategy'] ?? '')
    const settings = await askedSettings(call)
    if (!definition || !settings) return problem('not_found')
    if (needsNodes(definition)) return problem('not_found', { detail: onNodes })
    return ok({ strategy: definition.id, ...(await processCells().fit(definition, settings)) })
  },
)

const sockets = open(
  {
    method: 'GET',
    path: '/api/sockets/{strategy}/{event}',
    tag,
    summary:
      'How long a WebSocket stays open that was opened before an event, for each way to keep it ' +
      'honest, measured now; the lifetimes are chosen as with the matrix',
    body: noBody,
    success: { status: 200, schema: z.array(socketCellSchema) },
    problems,
  },
  async (call) => {
    const definition = findStrategy(call.params['strategy'] ?? '')
    const scenario = scenarios.find(({ event }) => event === call.params['event'])
    const settings = await askedSettings(call)
    if (!definition || !scenario || !settings) return problem('not_found')
    if (needsNodes(definition)) return problem('not_found', { detail: onNodes })
    return ok(await processCells().sockets(definition, scenario, settings))
  },
)

export const evidenceEndpoints = [matrix, one, workingDay, fit, sockets]

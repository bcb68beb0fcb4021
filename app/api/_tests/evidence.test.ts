import { cellRunShape } from '#app/_evidence/run-shapes.ts'
import { afterAll, expect, it } from 'vitest'
import { z } from 'zod'
import { cellRunSchema } from '#lib/evidence/model.ts'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { IN_MEMORY, openBackend } from '#lib/stores/open.ts'
import { createRuntime } from '#lib/workspace/runtime.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { serve } from '../_http/serve.ts'

const runtime = await createRuntime({
  strategies,
  backend: openBackend(IN_MEMORY),
  secret: 'a secret for these tests alone, and long enough',
  passwordCost: { memoryCost: 8, timeCost: 1, parallelism: 1 },
})
afterAll(() => runtime.close())

const get = (path: string, headers: Record<string, string> = {}) =>
  serve(new Request(`http://127.0.0.1${path}`, { headers }), async () => runtime)

const cell = z.object({
  strategy: z.string(),
  event: z.string(),
  firstRefused: z.number().nullable(),
  broken: z.array(z.string()),
})

it('streams cells, event by event, each with its promise kept', async () => {
  const response = await get('/api/matrix')
  expect(response.headers.get('Content-Type')).toMatch(/^application\/x-ndjson/)
  const cells: z.infer<typeof cell>[] = []
  // Two events are enough here: conformance plays them all.
  const wanted = 2 * strategies.length
  const reader = response.body?.getReader()
  while (cells.length < wanted) {
    const read = await reader?.read()
    cells.push(cell.parse(JSON.parse(new TextDecoder().decode(read?.value))))
  }
  await reader?.cancel()
  expect(cells.map(({ strategy }) => strategy)).toEqual(
    [...strategies, ...strategies].map(({ id }) => id),
  )
  expect(new Set(cells.map(({ event }) => event))).toEqual(
    new Set(scenarios.slice(0, 2).map(({ event }) => event)),
  )
  expect(cells.filter(({ broken }) => broken.length > 0)).toEqual([])
})

it('shows its first cells after a second of work at the most, on new settings', async () => {
  const { id } = await runtime.create({ ...defaultSettings, tokenTtl: 1234 })
  // What the machine does for others in the meantime is no work of ours.
  const before = process.cpuUsage()
  const response = await get('/api/matrix', { 'X-Lab-Workspace': id })
  const reader = response.body?.getReader()
  const first = await reader?.read()
  const { user, system } = process.cpuUsage(before)
  await reader?.cancel()
  const line = new TextDecoder().decode(first?.value)
  expect(cell.parse(JSON.parse(line)).strategy).toBe(strategies[0]?.id)
  expect((user + system) / 1_000, 'milliseconds of work').toBeLessThan(1_000)
})

it("measures one cell under the workspace's lifetimes, with every step", async () => {
  const { id } = await runtime.create({ ...defaultSettings, tokenTtl: 1234 })
  const response = await get('/api/evidence/stateless-jwt/logout', { 'X-Lab-Workspace': id })
  const answered: unknown = await response.json()
  // The contract, and the check that a page makes of it, say the same of a real answer.
  const body = z.strictObject(cellRunSchema.shape).parse(answered)
  expect(cellRunShape(answered)).toBe(true)
  expect(body.firstRefused).toBe(1234)
  expect(body.knocks.length).toBeGreaterThan(2)
  expect(body.steps.length).toBeGreaterThan(body.knocks.length)
})

it('takes the lifetimes of a preset, and knows no other', async () => {
  const keycloak = await get('/api/evidence/cookie-session/rotate-keys?preset=keycloak')
  expect(cell.parse(await keycloak.json()).firstRefused).toBe(36_000)
  expect((await get('/api/evidence/cookie-session/ban?preset=nobody')).status).toBe(404)
  expect((await get('/api/evidence/nothing/ban')).status).toBe(404)
  expect((await get('/api/evidence/cookie-session/nothing')).status).toBe(404)
})

it('measures a working day under the lifetimes that are asked for', async () => {
  const definition = strategies.find(({ id }) => id === 'jwt-refresh-rotation')
  const day = async (query = '') =>
    (await get(`/api/working-days/jwt-refresh-rotation${query}`)).json() as Promise<unknown>
  const declared = { strategy: definition?.id, requests: 480, ...definition?.cost.day }
  expect(await day()).toEqual(declared)
  // Access for a minute: a renewal with each request but the first.
  expect(await day('?preset=clerk')).toMatchObject({ renewals: 479, reads: 2 * 479 })
  expect((await get('/api/working-days/none')).status).toBe(404)
})

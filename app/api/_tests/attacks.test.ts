import { attackOutcomes } from '#lib/evidence/names.ts'
import { afterAll, expect, it } from 'vitest'
import { z } from 'zod'
import { attacks } from '#lib/scenarios/attacks/registry.ts'
import type { AttackReport } from '#lib/evidence/attack-report.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { IN_MEMORY, openBackend } from '#lib/stores/open.ts'
import { createRuntime } from '#lib/workspace/runtime.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { attackCell } from '#app/_runs/cells.ts'
import { serve } from '../_http/serve.ts'

const runtime = await createRuntime({
  strategies,
  backend: openBackend(IN_MEMORY),
  secret: 'a secret for these tests alone, and long enough',
  passwordCost: { memoryCost: 8, timeCost: 1, parallelism: 1 },
})
afterAll(() => runtime.close())

const get = (path: string) => serve(new Request(`http://127.0.0.1${path}`), async () => runtime)

const cell = z.object({
  strategy: z.string(),
  attack: z.string(),
  outcome: z.enum(attackOutcomes),
  says: z.string(),
  broken: z.boolean(),
  from: z.enum(['here', 'run', 'prediction']),
  run: z.object({ at: z.string(), commit: z.string() }).nullable(),
})

it('streams cells, attack by attack, each as its strategy has it', async () => {
  const response = await get('/api/attacks')
  expect(response.headers.get('Content-Type')).toMatch(/^application\/x-ndjson/)
  const cells: z.infer<typeof cell>[] = []
  const reader = response.body?.getReader()
  // One attack is enough here: the tests of the attacks play them all.
  while (cells.length < strategies.length) {
    const read = await reader?.read()
    cells.push(cell.parse(JSON.parse(new TextDecoder().decode(read?.value))))
  }
  await reader?.cancel()
  expect(cells.map(({ strategy }) => strategy)).toEqual(strategies.map(({ id }) => id))
  expect(new Set(cells.map(({ attack }) => attack))).toEqual(new Set([attacks[0]?.id]))
  expect(cells.filter(({ broken, outcome }) => broken || outcome === 'error')).toEqual([])
})

it('plays one attack with its steps, and both attackOutcomes are there', async () => {
  const one = async (strategy: string) => {
    const response = await get(`/api/attacks/${strategy}/replay-after-logout`)
    return cell.extend({ steps: z.array(z.unknown()) }).parse(await response.json())
  }
  const [weak, strong] = [await one('stateless-jwt'), await one('cookie-session')]
  expect([weak.outcome, strong.outcome]).toEqual(['works', 'blocked'])
  expect([weak.from, weak.run]).toEqual(['here', null])
  expect(weak.steps.length).toBeGreaterThan(4)
})

it('knows no other strategy, attack or preset', async () => {
  expect((await get('/api/attacks/nothing/replay-after-logout')).status).toBe(404)
  expect((await get('/api/attacks/cookie-session/nothing')).status).toBe(404)
  expect((await get('/api/attacks/cookie-session/replay-after-ban?preset=nobody')).status).toBe(404)
  expect((await get('/api/attacks?preset=nobody')).status).toBe(404)
})

const [first] = attacks
const [strategy] = strategies

it('says where it knows from what needs a browser', async () => {
  if (!first || !strategy) throw new Error('there is nothing to play')
  const attack = { ...first, media: ['browser'] as const }
  const run = {
    attack: attack.id,
    strategy: strategy.id,
    medium: 'browser' as const,
    predicted: 'fails' as const,
    works: true,
    says: 'It got through.',
    broken: true,
    steps: [],
    ms: 3,
  }
  const faults = ['it works, and should not']
  const kept = { attack: attack.id, strategy: strategy.id, trace: null, durationMs: 1 }
  const report = {
    format: 1 as const,
    at: '2026-01-02T03:04:05.000Z',
    commit: 'abc1234',
    seed: 'seed',
    environment: { node: 'v24', browser: 'Chromium', system: 'linux', workers: 2 },
    durationMs: 1,
    cells: [{ ...kept, runs: [run], broken: faults }],
  }
  const told = (from: AttackReport | null) => attackCell(strategy, attack, defaultSettings, from)
  expect(await told(null)).toMatchObject({ outcome: 'blocked', from: 'prediction', run: null })
  expect(await told(report)).toMatchObject({
    outcome: 'works',
    broken: true,
    from: 'run',
    run: { at: report.at, commit: 'abc1234' },
  })
  // Where media disagree nobody can tell, and that is no attack that failed.
  const runs = [run, { ...run, medium: 'http' as const, works: false }]
  const torn = { ...report, cells: [{ ...kept, runs, broken: faults }] }
  expect(await told(torn)).toMatchObject({ outcome: 'error', from: 'run' })
})

import { afterAll, describe, expect, it } from 'vitest'
import { virtualClock } from '#lib/kernel/clock.ts'
import { scenarios } from '#lib/scenarios/catalogue.ts'
import { httpStage } from '#lib/scenarios/http-stage.ts'
import { inProcessStage } from '#lib/scenarios/in-process.ts'
import { measure, type Evidence } from '#lib/scenarios/measure.ts'
import { strategies } from '#lib/sessions/registry.ts'
import { createRuntime } from '#lib/sessions/runtime.ts'
import { defaultSettings } from '#lib/sessions/settings.ts'
import { serve } from './_http/serve.ts'

const runtime = createRuntime({
  database: ':memory:',
  secret: 'a secret for these tests alone, and long enough',
  clock: virtualClock(),
  passwordCost: { memoryCost: 8, timeCost: 1, parallelism: 1 },
  limits: { addressWorkspaces: 1_000_000 },
})
afterAll(() => runtime.close())

/** Short enough to look at every cell twice, and no two lifetimes the same. Seconds. */
const shortSettings = {
  ...defaultSettings,
  sessionTtl: 2_000,
  idleTtl: 900,
  tokenTtl: 1_300,
  accessTtl: 300,
  refreshTtl: 1_900,
  cacheTtl: 200,
}
const horizon = shortSettings.sessionTtl + 100

const outcomeOf = ({ lastAccepted, firstRefused, collateral, knocks }: Evidence) => ({
  lastAccepted,
  firstRefused,
  collateral,
  reads: knocks.map((knock) => knock.reads),
  reasons: knocks.map((knock) => knock.reason),
})

describe.each(strategies)('$id is the same in process and over HTTP', (definition) => {
  it.each(scenarios)('$event', async (scenario) => {
    // How credentials travel is nothing that a stage in process knows of.
    const stage = () => inProcessStage(runtime, definition, shortSettings)
    const inside = await measure(stage, scenario, { horizon })
    for (const transport of definition.transports) {
      const settings = { ...shortSettings, transport }
      const send = (request: Request) => serve(request, runtime)
      const open = () => httpStage('http://127.0.0.1', definition.id, settings, send)
      const outside = await measure(open, scenario, { horizon })
      expect(outcomeOf(outside)).toEqual(outcomeOf(inside))
    }
  })
})

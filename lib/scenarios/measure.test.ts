import { afterAll, expect, it } from 'vitest'
import { never, within, type StrategyDefinition } from '../sessions/contract.ts'
import { defaultSettings } from '../sessions/settings.ts'
import { cookieSession } from '../sessions/strategies/cookie-session.ts'
import { statelessJwt } from '../sessions/strategies/stateless-jwt.ts'
import { scenarios } from './catalogue.ts'
import { inProcessStage } from './in-process.ts'
import { judge } from './judge.ts'
import { measuringRuntime } from './measuring.ts'

const runtime = measuringRuntime()
afterAll(() => runtime.close())

/** A session that nobody may leave alone, and that may last for hours all the same. */
const restless = {
  ...defaultSettings,
  idleTtl: 1,
  accessTtl: 1,
  rotationGrace: 0,
  cacheTtl: 1,
}

function judged(definition: StrategyDefinition, event: string) {
  const scenario = scenarios.find((candidate) => candidate.event === event)
  if (!scenario) throw new Error(`no scenario for ${event}`)
  const open = () => inProcessStage(runtime, definition, restless)
  return judge(open, definition, scenario, restless)
}

it.each(['rotate-keys', 'absolute-timeout'])(
  'measures %s in few knocks, whatever a visitor has set',
  async (event) => {
    const { evidence, broken } = await judged(cookieSession, event)
    expect(evidence.knocks.length).toBeLessThan(3_100)
    expect(broken).toEqual([])
  },
)

it('tells what it has seen up to the horizon, and judges no more than that', async () => {
  const { evidence, broken } = await judged(statelessJwt, 'ban')
  expect(evidence).toMatchObject({ firstRefused: null, horizon: 3_000 })
  expect(broken, 'it may live for an hour').toEqual([])
  const promises = { ...statelessJwt.promises, ban: within(1_000) }
  expect((await judged({ ...statelessJwt, promises }, 'ban')).broken).not.toEqual([])
})

it('still finds what ends too early', async () => {
  const claim = { ...cookieSession, promises: { ...cookieSession.promises, ban: never } }
  expect((await judged(claim, 'ban')).broken).not.toEqual([])
})

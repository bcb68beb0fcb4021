import { afterAll, expect, it } from 'vitest'
import type { StrategyDefinition } from '../strategies/contract.ts'
import { never, within } from '../strategies/promises.ts'
import { defaultSettings } from '../workspace/settings.ts'
import { cookieSession } from '../strategies/cookie-session.ts'
import { statelessJwt } from '../strategies/stateless-jwt.ts'
import { scenarios } from './events/registry.ts'
import { inProcessStage } from './stages/in-process.ts'
import type { OpenStage } from './actors.ts'
import { judge } from './judge.ts'
import { memoryRuntime } from './memory-runtime.ts'

const runtime = await memoryRuntime()
afterAll(() => runtime.close())

/** A session that nobody may leave alone, and that may last for hours all the same. */
const restless = {
  ...defaultSettings,
  idleTtl: 1,
  accessTtl: 1,
  rotationGrace: 0,
  cacheTtl: 1,
}

function judged(definition: StrategyDefinition, event: string, settings = restless) {
  const scenario = scenarios.find((candidate) => candidate.event === event)
  if (!scenario) throw new Error(`no scenario for ${event}`)
  const open: OpenStage = (but) => inProcessStage(runtime, definition, { ...settings, ...but })
  return judge(open, definition, scenario, settings)
}

it('uses a session some thousand times, however long it may last', async () => {
  const months = { ...restless, sessionTtl: 90 * 24 * 60 * 60 }
  const { evidence } = await judged(cookieSession, 'absolute-timeout', months)
  expect(evidence.steps.length, 'three a use, of 7,776,000').toBeLessThan(61_000)
})

it('finds a session without an end, though it may rest for half an hour in a month', async () => {
  const monthly = { ...defaultSettings, sessionTtl: 30 * 24 * 60 * 60 }
  const endless: StrategyDefinition = {
    ...cookieSession,
    create: (context) =>
      cookieSession.create({
        ...context,
        lifetimes: { ...context.lifetimes, sessionTtl: 2 * monthly.sessionTtl },
      }),
  }
  const right = await judged(cookieSession, 'absolute-timeout', monthly)
  expect(right.broken).toEqual([])
  expect((await judged(endless, 'absolute-timeout', monthly)).broken).not.toEqual([])
})

it('tells what it has seen up to the horizon, and judges no more than that', async () => {
  const { evidence, broken } = await judged(statelessJwt, 'ban')
  expect(evidence).toMatchObject({ firstRefused: null, horizon: 3_000 })
  expect(evidence.knocks.length, 'a day of seconds has 86,400').toBeLessThan(3_100)
  expect(broken, 'it may live for an hour').toEqual([])
  const promises = { ...statelessJwt.promises, ban: within(1_000) }
  expect((await judged({ ...statelessJwt, promises }, 'ban')).broken).not.toEqual([])
})

it('still finds what ends too early', async () => {
  const claim = { ...cookieSession, promises: { ...cookieSession.promises, ban: never } }
  expect((await judged(claim, 'ban')).broken).not.toEqual([])
})

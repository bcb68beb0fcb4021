import { afterAll, expect, it } from 'vitest'
import { scenarios } from '../../scenarios/events/registry.ts'
import { judge } from '../../scenarios/judge.ts'
import { defaultSettings } from '../../workspace/settings.ts'
import { cookieSession } from '../cookie-session.ts'
import { nextAuthJwt } from '../next-auth-jwt.ts'
import { strategies } from '../registry.ts'
import { conformanceRuntime, stageOf } from './lab.ts'

const runtime = await conformanceRuntime()
afterAll(() => runtime.close())

const scenario = scenarios.find(({ event }) => event === 'browser-close')
if (!scenario) throw new Error('there is no such scenario')
const short = { ...defaultSettings, rememberMe: false, sessionTtl: 2_000, tokenTtl: 1_300 }

// With the setting on, it is among the promises of every strategy.
const cases = strategies.flatMap((definition) =>
  definition.transports.map((transport) => [definition.id, transport, definition] as const),
)
it.each(cases)(
  '%s in %s transport promises the same, not remembered',
  async (_, transport, own) => {
    const settings = { ...short, transport }
    const { broken } = await judge(stageOf(runtime, own, settings), own, scenario, settings)
    expect(broken).toEqual([])
  },
)

it('notices an owner who is signed out, or is not, against what is set', async () => {
  const faults = async (definition: typeof cookieSession, rememberMe: boolean) => {
    const open = stageOf(runtime, definition, { ...short, rememberMe: !rememberMe })
    return (await judge(open, definition, scenario, { ...short, rememberMe })).broken
  }
  expect(await faults(cookieSession, true)).toEqual([
    'the owner: promised still signed in, measured signed out',
  ])
  expect(await faults(cookieSession, false)).toEqual([
    'the owner: promised signed out, measured still signed in',
  ])
  expect(await faults(nextAuthJwt, false)).toEqual([])
})

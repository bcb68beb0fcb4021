import { afterAll, describe, expect, it } from 'vitest'
import { scenarios } from '../../scenarios/events/registry.ts'
import { measure } from '../../scenarios/measure.ts'
import { defaultSettings } from '../../workspace/settings.ts'
import { strategies } from '../registry.ts'
import { bench, conformanceRuntime, stageOf, type LabBench } from './lab.ts'

const runtime = await conformanceRuntime()
afterAll(() => runtime.close())

const scenario = scenarios.find(({ event }) => event === 'device-limit')
if (!scenario) throw new Error('there is no such scenario')

const keepsSessions = strategies.filter(({ listsSessions }) => listsSessions)

async function devicesOf(at: LabBench, username = 'alice'): Promise<string[]> {
  const user = await (await at.workspace()).users.named(username)
  const listed = await (await at.strategy()).devices?.list(user?.id ?? '')
  return (listed ?? []).map(({ device }) => device).toSorted((a, b) => a.localeCompare(b))
}

it('is kept by all that keep sessions, and by no other', () => {
  const keep = strategies.filter(({ promises }) =>
    ['at-once', 'within'].includes(promises['device-limit'].stops),
  )
  expect(keep).toEqual(keepsSessions)
})

describe.each(keepsSessions)('$id with a limit of devices', (definition) => {
  it('ends the oldest, of one account alone', async () => {
    const at = await bench(runtime, definition, { deviceLimit: 3 })
    await at.signIn('bob', 'of bob')
    for (const device of ['1', '2', '3', '4', '5']) await at.signIn('alice', device)
    expect(await devicesOf(at)).toEqual(['3', '4', '5'])
    expect(await devicesOf(at, 'bob')).toEqual(['of bob'])
  })

  it('never has one too many, however many sign in at once', async () => {
    const at = await bench(runtime, definition, { deviceLimit: 2 })
    await Promise.all(['1', '2', '3', '4', '5', '6'].map((device) => at.signIn('alice', device)))
    expect(await devicesOf(at)).toHaveLength(2)
  })

  it('counts no session that has ended, and none that is signed in over', async () => {
    const at = await bench(runtime, definition, { deviceLimit: 2, sessionTtl: 7_200 })
    await at.signIn('alice', 'old')
    await at.advance(7_200)
    await at.signIn('alice', '1')
    const second = await at.signIn('alice', '2')
    const again = await at.signIn('alice', '3', second)
    expect(await devicesOf(at)).toEqual(['1', '3'])
    expect((await at.verify(again)).ok).toBe(true)
  })

  it('ends nothing where there is none', async () => {
    const open = stageOf(runtime, definition, defaultSettings)
    const unlimited = { ...scenario, settings: { deviceLimit: 0 } }
    const { lastAccepted } = await measure(open, unlimited, { horizon: 10 })
    expect(lastAccepted).toBe(10)
  })
})

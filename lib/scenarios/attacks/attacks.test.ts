import { afterAll, describe, expect, it } from 'vitest'
import { describe as told } from '../../sessions/describe.ts'
import { strategies } from '../../sessions/registry.ts'
import { defaultSettings } from '../../sessions/settings.ts'
import { inProcessStage } from '../in-process.ts'
import { measuringRuntime } from '../measuring.ts'
import { attacks } from './catalogue.ts'
import { runAttack } from './run.ts'

const runtime = measuringRuntime()
afterAll(() => runtime.close())

const played = attacks.filter(({ media }) => media.includes('process'))

describe.each(strategies)('$id', (definition) => {
  it.each(played)('$id comes to what its traits say', async (attack) => {
    const settings = { ...defaultSettings, ...attack.settings }
    const run = await runAttack(
      () => inProcessStage(runtime, definition, settings),
      attack,
      told(definition, settings),
      'process',
    )
    expect({ works: run.works, broken: run.broken }, run.says).toMatchObject({ broken: false })
  })
})

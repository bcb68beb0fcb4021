import { describe, expect, it } from 'vitest'
import { strategies } from '../../sessions/registry.ts'
import { defaultSettings } from '../../sessions/settings.ts'
import { attacks } from './catalogue.ts'
import { playInProcess } from './playing.ts'

const played = attacks.filter(({ media }) => media.includes('process'))

describe.each(strategies)('$id', (definition) => {
  it.each(played)('$id comes to what its traits say', async (attack) => {
    const run = await playInProcess(definition, attack, defaultSettings)
    expect({ works: run.works, broken: run.broken }, run.says).toMatchObject({ broken: false })
  })
})

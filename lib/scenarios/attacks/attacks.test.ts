import { describe, expect, it } from 'vitest'
import { describe as described } from '../../strategies/describe.ts'
import { strategies } from '../../strategies/registry.ts'
import { defaultSettings, lifetimesOf, type Settings } from '../../workspace/settings.ts'
import type { Attack } from './attack.ts'
import { attacks } from './registry.ts'
import { controlToken, crack, guessable } from './forgery/guessable.ts'
import { playInProcess } from './playing.ts'
import { requirements } from './requirements.ts'

const inProcess = attacks.filter(({ media }) => media.includes('process'))

/** Other settings, under which a prediction has to hold as well: no number fits by accident. */
const others: Partial<Settings>[] = [
  {
    algorithm: 'EdDSA',
    sessionTtl: 7_000,
    idleTtl: 900,
    tokenTtl: 86_400,
    accessTtl: 70,
    refreshTtl: 6_500,
    rotationGrace: 0,
    cacheTtl: 40,
  },
  // As long as each other, which is as far as they may go.
  { sessionTtl: 3_600, idleTtl: 3_600, accessTtl: 3_600, cacheTtl: 3_600, rotationGrace: 3_600 },
]

async function expectAsPredicted(
  definition: (typeof strategies)[number],
  attack: Attack,
  settings: Settings,
) {
  const { works, broken, says, steps } = await playInProcess(definition, attack, settings)
  expect({ works, broken }, says).toMatchObject({ broken: false })
  // Whoever follows a run sees who did what: a play without steps proved nothing.
  if (works !== null) expect(steps.some(({ actor }) => actor !== 'bystander')).toBe(true)
}

describe.each(strategies)('$id', (definition) => {
  it.each(inProcess)('$id comes to what its traits say', async (attack) => {
    await expectAsPredicted(definition, attack, defaultSettings)
  })
})

describe('under other settings', () => {
  it.each(others)('every attack comes to what its traits say: %o', async (changed) => {
    const settings = { ...defaultSettings, ...changed }
    // What depends on no lifetime comes to the same.
    const timed = inProcess.filter(({ group }) => !['forgery', 'leak', 'outage'].includes(group))
    for (const definition of strategies) {
      for (const attack of timed) await expectAsPredicted(definition, attack, settings)
    }
  })
})

describe('an attack', () => {
  // What traits say is what comes of it, as the plays above prove: the predictions will do here.
  it.each(attacks)('$id shows both outcomes, or says why it cannot', (attack) => {
    const outcomes = new Set(
      [{}, ...others].flatMap((changed) => {
        const settings = { ...defaultSettings, ...changed, ...attack.settings }
        return strategies.map((definition) =>
          attack.predict(described(definition, lifetimesOf(settings)), settings),
        )
      }),
    )
    expect(outcomes.has('works') || outcomes.has('fails')).toBe(true)
    const both = outcomes.has('works') && outcomes.has('fails')
    expect(both, attack.oneSided).toBe(attack.oneSided === undefined)
  })

  it('has a name of its own, in the form in which commands take it', () => {
    const ids = attacks.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/)
    // The report for a terminal has no room for more.
    for (const id of ids) expect(id.length, id).toBeLessThan(40)
    for (const { tags } of attacks) {
      for (const tag of tags) expect(tag).toMatch(/^@[a-z]+(-[a-z]+)*$/)
    }
  })

  it('speaks to requirements, and every requirement is spoken to', () => {
    const used = new Set(attacks.flatMap((attack) => attack.requirements))
    expect([...used].toSorted()).toEqual(Object.keys(requirements).toSorted())
    for (const attack of attacks) expect(attack.requirements, attack.id).not.toEqual([])
  })
})

describe('a dictionary', () => {
  it('cracks a token that was signed with a word of it, and no other', () => {
    for (const word of guessable) expect(crack(controlToken(word))).toBe(word)
    expect(crack(controlToken('a secret that stands in no list'))).toBe(null)
    expect(crack('no token')).toBe(null)
  })
})

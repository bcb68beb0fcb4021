import { expect, it } from 'vitest'
import { gracesUnder } from '#lib/scenarios/plays/rotation.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { addressOf, newPlay, playIn } from './address.ts'

const short = { ...defaultSettings, accessTtl: 7, rotationGrace: 5 }

it('plays under no grace that the settings would refuse', () => {
  expect(gracesUnder(defaultSettings)).toEqual([0, 5, 10, 30, 60])
  expect(gracesUnder(short)).toEqual([0, 5])
  expect(playIn({ grace: '30' }, defaultSettings)).toEqual({ moves: [], grace: 30 })
  expect(playIn({ grace: '30' }, short)).toBeNull()
  expect(newPlay(short).grace).toBe(5)
  expect(playIn({}, short)).toEqual(newPlay(short))
})

it('reads what it writes, and nothing else', () => {
  for (const grace of gracesUnder(defaultSettings)) {
    const play = { moves: ['alice-renews' as const, 'thief-renews' as const], grace }
    const { searchParams } = new URL(addressOf(play), 'http://lab.test')
    expect(playIn(Object.fromEntries(searchParams), defaultSettings)).toEqual(play)
  }
  expect(playIn({ grace: '7' }, defaultSettings)).toBeNull()
  expect(playIn({ moves: 'nobody-renews' }, defaultSettings)).toBeNull()
})

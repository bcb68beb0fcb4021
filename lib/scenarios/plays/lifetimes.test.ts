import { describe, expect, it } from 'vitest'
import {
  ladders,
  lifetimesPlaySchema,
  playLifetimes,
  settingsOf,
  type LifetimesPlay,
} from './lifetimes.ts'
import { contradictions } from '../../workspace/settings.ts'

const usual = lifetimesPlaySchema.parse({})
const at = (name: keyof typeof ladders, seconds: number) => {
  const position = ladders[name].indexOf(seconds)
  expect(position).toBeGreaterThanOrEqual(0)
  return position
}

async function refusedAfter(change: Partial<LifetimesPlay>) {
  const played = await playLifetimes({ ...usual, ...change })
  expect(played.flatMap(({ broken }) => broken)).toEqual([])
  return Object.fromEntries(played.map((one) => [one.strategy, one.evidence.firstRefused]))
}

describe('lifetimes, as a reader sets them', () => {
  it('decide when a copy ends after a log-out', async () => {
    const first = await refusedAfter({})
    expect(first).toMatchObject({
      'cookie-session': 0,
      'cached-session': 300,
      'jwt-refresh-rotation': 300,
      'stateless-jwt': 3_600,
      'next-auth-jwt': null,
    })
    const shorter = await refusedAfter({
      tokenTtl: at('tokenTtl', 900),
      accessTtl: at('accessTtl', 60),
      cacheTtl: at('cacheTtl', 0),
    })
    expect(shorter).toMatchObject({
      'cookie-session': 0,
      'cached-session': 0,
      'jwt-refresh-rotation': 60,
      'stateless-jwt': 900,
    })
  })

  it('decide when it ends by itself: used to the absolute end, at rest to the idle one', async () => {
    const change = { idleTtl: at('idleTtl', 900), sessionTtl: at('sessionTtl', 7_200) }
    expect(await refusedAfter({ ...change, question: 'in-use' })).toMatchObject({
      'cookie-session': 7_200,
      'jwt-refresh-rotation': 7_200,
    })
    const rest = await refusedAfter({ ...change, question: 'at-rest' })
    expect(rest).toMatchObject({ 'cookie-session': 900, 'stateless-jwt': 3_600 })
  })

  it('contradict each other nowhere, however the sliders stand', () => {
    const ends = (ladder: readonly number[]) => [0, ladder.length - 1]
    for (const idleTtl of ends(ladders.idleTtl)) {
      for (const sessionTtl of ends(ladders.sessionTtl)) {
        for (const accessTtl of ends(ladders.accessTtl)) {
          const settings = settingsOf({ ...usual, idleTtl, sessionTtl, accessTtl, cacheTtl: 5 })
          expect(contradictions(settings, [])).toEqual([])
        }
      }
    }
  })
})

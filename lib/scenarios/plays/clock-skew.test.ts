import { expect, it } from 'vitest'
import { playClockSkew } from './clock-skew.ts'

const played = async (skew: number) =>
  Object.fromEntries((await playClockSkew(skew)).map(({ strategy, ...rest }) => [strategy, rest]))

it('a clock that is behind refuses what is fresh, and accepts what is over', async () => {
  const behind = await played(30)
  expect(behind['stateless-jwt']).toMatchObject({
    refusedFor: 30,
    reason: 'not_yet_valid',
    longerBy: 30,
  })
  // Its library forgives as much by itself, in both directions.
  expect(behind['iron-session']).toMatchObject({ refusedFor: 0, longerBy: 30 })
  expect(behind['cookie-session']).toMatchObject({ refusedFor: 0, longerBy: 30 })
})

it('one that is ahead ends everything earlier, and one that is right changes nothing', async () => {
  for (const { refusedFor, longerBy } of Object.values(await played(-60))) {
    expect([refusedFor, longerBy]).toEqual([0, -60])
  }
  for (const { refusedFor, longerBy } of Object.values(await played(0))) {
    expect([refusedFor, longerBy]).toEqual([0, 0])
  }
})

import { describe, expect, it } from 'vitest'
import type { Look, Round } from '#app/_data/answers.ts'
import type { Measured } from '#lib/evidence/door.ts'
import { headlineOf } from './headline.ts'
import { fired, knocked, stolen } from './rounds.ts'
import { newRun, type Run } from './run.ts'

const START = 1_000
const strategies = [{ id: 'one' }, { id: 'two' }, { id: 'three' }]

const look = (accepted: boolean): Look => ({
  accepted,
  reason: accepted ? null : 'revoked',
  username: accepted ? 'alice' : null,
  role: accepted ? 'admin' : null,
  bytes: 100,
  reads: 1,
  writes: 0,
  micros: 50,
})

/** One round in which the thief is let in, refused, or the server fails, lane by lane. */
const round = (at: number, ...knocks: (boolean | 'failed')[]): Round => ({
  now: START + at,
  lanes: Object.fromEntries(
    strategies.map(({ id }, index): [string, Round['lanes'][string]] => {
      const knock = knocks[index]
      if (knock === 'failed') return [id, { failed: 'store_unavailable' }]
      return [id, { victim: look(false), thief: { ...look(knock ?? false), renewed: false } }]
    }),
  ),
})

const headline = (run: Run, event: 'logout' | 'ban' = 'logout', measured: Measured | null = null) =>
  headlineOf({ run, event, measured, strategies, happened: 'Alice logged out' })

const robbed = knocked(stolen(START), round(0, true, true, true))
const after = (...rounds: Round[]) => rounds.reduce(knocked, fired(robbed, 'logout', {}))

describe('the headline', () => {
  it('asks before anybody has pressed, and says what was measured', () => {
    expect(headline(newRun(START))).toMatchObject({
      kind: 'unknown',
      text: 'Alice logs out. Does the thief?',
      note: 'It is being measured.',
    })
    const measured = { verdict: '2 of 3 still let the thief in.', note: 'Measured.' }
    expect(headline(newRun(START), 'logout', measured)).toEqual({
      kind: 'unknown',
      asked: 'Alice logs out. Does the thief?',
      text: '2 of 3 still let the thief in.',
      note: 'Measured.',
    })
  })

  it('says that the thief is in before there is an event', () => {
    expect(headline(robbed)).toMatchObject({ kind: 'in', text: 'The thief is in, in 3 of 3.' })
  })

  it('counts as doors close', () => {
    const run = after(round(1, true, false, true))
    expect(headline(run).text).toBe('2 of 3 still let the thief in.')
    const later = knocked(run, round(13, false, false, true))
    expect(headline(later)).toEqual({
      kind: 'in',
      text: '1 of 3 still let the thief in.',
      note: 'Alice logged out 12 s ago.',
    })
    expect(headline(knocked(later, round(14, false, false, false)))).toMatchObject({
      kind: 'blocked',
      text: 'All 3 doors are shut.',
    })
  })

  it('counts an error as nothing', () => {
    const run = after(round(1, true, 'failed', false))
    expect(headline(run)).toEqual({
      kind: 'in',
      text: '1 of 2 still let the thief in.',
      note: 'Alice logged out just now. Of 1 nothing is known: an error.',
    })
    const all = after(round(1, 'failed', 'failed', 'failed'))
    expect(headline(all).kind).toBe('error')
  })

  it('does not tell of one event what was seen of another', () => {
    const run = after(round(1, true, false, true))
    expect(headline(run, 'ban')).toMatchObject({ kind: 'unknown' })
  })
})

import { describe, expect, it, test } from 'vitest'
import { averageCost } from '../evidence/words/working-day.ts'
import { describe as declare } from '../strategies/describe.ts'
import { allStrategies } from '../strategies/registry.ts'
import { presets } from '../workspace/presets.ts'
import { defaultSettings } from '../workspace/settings.ts'
import { answersIn, isComplete, questionIds, questions, type Answers } from './questions.ts'
import { whyFirst, whyNotFirst } from './reasons.ts'
import { recommend, stillMeeting } from './recommend.ts'
import { requirementsOf, type Candidate } from './requirements.ts'
import { findStack, libraryOf, stacks } from './stacks.ts'

/** As they are declared, which conformance holds to what is measured. */
const candidates = allStrategies.map((definition): Candidate => {
  const declared = declare(definition, defaultSettings)
  return { definition, declared, price: averageCost(declared.perDay) }
})
const candidate = (id: string): Candidate => {
  const found = candidates.find(({ declared }) => declared.id === id)
  if (!found) throw new Error(`no ${id}`)
  return found
}

const easy: Answers = {
  ban: 'later',
  devices: 'no',
  store: 'near',
  clients: 'browsers',
  today: 'nothing',
}
const forAnswers = (answers: Partial<Answers>, from = candidates) => {
  const given = { ...easy, ...answers }
  const recommendation = recommend(given, from)
  return {
    recommendation,
    first: recommendation.first.declared.id,
    second: recommendation.second.declared.id,
    why: whyFirst(recommendation, given),
    whyNot: whyNotFirst(recommendation, given),
  }
}

describe('a recommendation', () => {
  it.each([
    ['a ban now, devices, a store near', { ban: 'now', devices: 'each' }, 'cookie-session'],
    ['a ban now, one far read', { ban: 'now', store: 'far' }, 'jwt-blocklist'],
    ['the same with devices', { ban: 'now', store: 'far', devices: 'each' }, 'jwt-allowlist'],
    ['many services, minutes', { ban: 'minutes', store: 'many' }, 'jwt-refresh-denylist'],
    [
      'many services and apps that hold refresh tokens',
      { ban: 'minutes', store: 'many', clients: 'other' },
      'jwt-refresh-rotation',
    ],
    ['many services, seconds', { ban: 'seconds', store: 'many' }, 'jwt-replicated-blocklist'],
    ['seconds, one far read', { ban: 'seconds', store: 'far' }, 'jwt-blocklist'],
    ['no store', { store: 'none' }, 'stateless-jwt'],
  ] as const)('for %s', (_, answers, expected) => {
    const { first, second, recommendation } = forAnswers(answers)
    expect(first).toBe(expected)
    expect(recommendation.first.missed).toEqual([])
    expect(second).not.toBe(first)
  })

  it('meets every answer that it can, for all sets of answers', () => {
    let sets = 0
    for (const answers of everyAnswer()) {
      sets += 1
      const { recommendation, why, whyNot } = forAnswers(answers)
      const { first, standings, meeting } = recommendation
      const own = requirementsOf(answers)
      const meets = ({ declared }: Candidate) =>
        own.every((requirement) => requirement.isMet(candidate(declared.id)))
      expect(meeting).toBe(standings.filter(meets).length)
      expect(meets(first), JSON.stringify(answers)).toBe(meeting > 0)
      for (const sentence of [why, whyNot]) expect(sentence).toMatch(/^[A-Z].+\.$/)
      expect(first.declared.id, 'what never ends is for nobody').not.toBe('jwt-expired-reissue')
    }
    expect(sets).toBe(4 * 3 * 4 * 2 * Object.keys(questions.today.options).length)
  })

  it('says so where nothing meets all answers, and lets go of the store first', () => {
    const { recommendation, first, second, why, whyNot } = forAnswers({
      ban: 'now',
      store: 'many',
    })
    expect(recommendation.meeting).toBe(0)
    expect(first).toBe('jwt-blocklist')
    expect(why).toMatch(
      /^Nothing meets all your answers.*that services check a request without the store\.$/,
    )
    expect(recommendation.first.missed.map(({ question }) => question)).toEqual(['store'])
    expect(second).not.toBe(first)
    expect(whyNot).not.toBe('')
  })

  it('goes by what is ended cleanly where the store is near, and by calls where it is far', () => {
    const two = [candidate('jwt-token-version'), candidate('cookie-session')]
    const answers = { ban: 'now' } as const
    expect(forAnswers(answers, two)).toMatchObject({
      first: 'cookie-session',
      recommendation: { by: 'clean' },
    })
    const dear = { ...candidate('jwt-allowlist') }
    expect(forAnswers({ ...answers, store: 'far' }, [dear, two[0] ?? dear])).toMatchObject({
      first: 'jwt-token-version',
      recommendation: { by: 'calls' },
    })
  })

  it('names what needs engines first only where nothing else meets all answers', () => {
    for (const answers of everyAnswer()) {
      const { first, standings } = forAnswers(answers).recommendation
      if (!first.needsEngines) continue
      expect(standings.filter(({ missed }) => missed.length === 0)).toEqual([first])
    }
    const { why } = forAnswers({ ban: 'seconds', store: 'many' })
    expect(why).toContain('the only one that meets all your answers')
  })

  it('keeps what is run already where that meets all answers, and only there', () => {
    expect(forAnswers({ ban: 'now', today: 'next-auth' })).toMatchObject({
      first: 'next-auth-database',
      recommendation: { by: 'today' },
      whyNot: 'It would mean to leave next-auth.',
    })
    expect(forAnswers({ ban: 'now', today: 'iron-session' }).first).toBe('cookie-session')
    expect(forAnswers({ store: 'none', today: 'iron-session' }).first).toBe('iron-session')
  })

  it("sends nobody to a library's strategy who does not run the library", () => {
    const { recommendation } = forAnswers({ today: 'supabase' })
    const considered = recommendation.standings.map(({ declared }) => declared.id)
    expect(considered.filter((id) => libraryOf(id))).toEqual([])
    expect(recommendation.passedOver.map(({ declared }) => declared.id)).toEqual([
      'iron-session',
      'next-auth-jwt',
      'next-auth-database',
    ])
  })

  it('leaves what is alike in the order of the list, and says so', () => {
    const one = candidate('cookie-session')
    const other = { ...one, declared: { ...one.declared, id: 'another', title: 'Another' } }
    const { recommendation, second, why } = forAnswers({}, [one, other])
    expect([recommendation.by, second]).toEqual(['order', 'another'])
    expect(why).toContain('Another is alike by every rule')
    expect(() => forAnswers({}, [one])).toThrow('two strategies')
  })
})

test('what meets the answers so far is counted', () => {
  expect(stillMeeting({}, candidates)).toBe(candidates.length)
  const now = stillMeeting({ ban: 'now' }, candidates)
  const soon = stillMeeting({ ban: 'minutes' }, candidates)
  expect(now).toBeGreaterThan(0)
  expect(soon).toBeGreaterThan(now)
  expect(stillMeeting({ ban: 'now', store: 'many' }, candidates)).toBe(0)
})

test('answers are read from a query, and what does not exist is none', () => {
  expect(answersIn({ ban: 'now', store: 'moon', today: ['lab'], more: 'x' })).toEqual({
    ban: 'now',
  })
  expect(answersIn({ ban: 'toString' })).toEqual({})
  expect(isComplete(answersIn({ ...easy }))).toBe(true)
  const { today: _, ...four } = easy
  expect(isComplete(four)).toBe(false)
})

test('every preset has its stack, and every stack its preset and strategies', () => {
  expect(new Set(stacks.map(({ preset }) => preset))).toEqual(new Set(presets.map(({ id }) => id)))
  for (const { id, kinds } of stacks) {
    expect(findStack(id)?.kinds).toBe(kinds)
    for (const { strategy } of kinds) expect(() => candidate(strategy)).not.toThrow()
  }
})

function everyAnswer(): Answers[] {
  return questionIds
    .reduce<Partial<Answers>[]>(
      (sets, id) =>
        sets.flatMap((set) =>
          Object.keys(questions[id].options).map((option) => ({ ...set, [id]: option })),
        ),
      [{}],
    )
    .filter(isComplete)
}

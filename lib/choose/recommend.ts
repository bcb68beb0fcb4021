import { eventNames } from '../strategies/events.ts'
import { needsNodes } from '../strategies/registry.ts'
import type { Answers } from './questions.ts'
import { requirementsOf, type Candidate, type Requirement } from './requirements.ts'
import { findStack, libraryOf } from './stacks.ts'

/** Where a strategy stands for somebody's answers. */
export interface Standing extends Candidate {
  /** What the answers demand and it does not do. */
  missed: readonly Requirement[]
  /** Is it what they run already, or of that kind? */
  isToday: boolean
  /** Does it run only where PostgreSQL and Redis are, and every node follows the feed? */
  needsEngines: boolean
  /** How many events it ends at once without hitting anybody else. */
  clean: number
  /** How many times a request asks the stores over a working day, to a tenth. */
  calls: number
}

/** By what one strategy comes before another. */
export type Criterion = 'missed' | 'today' | 'engines' | 'clean' | 'calls' | 'order'

export interface Recommendation {
  first: Standing
  second: Standing
  /** By what the first comes before the second. */
  by: Criterion
  /** All that were considered, the first first. */
  standings: readonly Standing[]
  /** How many of them meet every answer. */
  meeting: number
  /** The titles of libraries' strategies that nobody who does not run the library is sent to. */
  passedOver: readonly Candidate[]
}

/** What is let go of first, where not everything can be had, comes first. */
const lettingGo: readonly Requirement['question'][] = ['store', 'devices', 'clients', 'ban']

/** How bad it is to miss these: one more is worse than any one, then what is let go of last. */
const badness = (missed: readonly Requirement[]): number =>
  missed.reduce((sum, { question }) => sum + 100 + 2 ** lettingGo.indexOf(question), 0)

/** The strategies that somebody runs already, by their answer. */
const ownKinds: Readonly<Record<string, readonly string[]>> = {
  sessions: ['cookie-session'],
  tokens: ['stateless-jwt'],
}
const kindsOf = (today: string): readonly string[] =>
  ownKinds[today] ?? findStack(today)?.kinds.map(({ strategy }) => strategy) ?? []

function standingOf(candidate: Candidate, answers: Answers): Standing {
  const { declared, price } = candidate
  const { promises, collateral } = declared
  return {
    ...candidate,
    missed: requirementsOf(answers).filter((requirement) => !requirement.isMet(candidate)),
    needsEngines: needsNodes(candidate.definition),
    isToday: kindsOf(answers.today).includes(declared.id),
    clean: eventNames.filter(
      (event) => promises[event].stops === 'at-once' && collateral[event] === 'none',
    ).length,
    calls: Math.round(10 * (price.reads + price.writes)) / 10,
  }
}

/** Less is better. */
type Measures = Readonly<Record<Exclude<Criterion, 'order'>, (standing: Standing) => number>>
const measures: Measures = {
  missed: ({ missed }) => badness(missed),
  today: ({ isToday }) => (isToday ? 0 : 1),
  engines: ({ needsEngines }) => (needsEngines ? 1 : 0),
  clean: ({ clean }) => -clean,
  calls: ({ calls }) => calls,
}

/** Whether the store can be reached decides what counts before what. */
export const criteriaFor = ({ store }: Pick<Answers, 'store'>): (keyof Measures)[] =>
  store === 'far' || store === 'many'
    ? ['missed', 'today', 'engines', 'calls', 'clean']
    : ['missed', 'today', 'engines', 'clean', 'calls']

/**
 * One strategy for the answers, and the runner-up. Requirements filter first, then it is ranked;
 * what is alike stays in the order of the candidates, which is the lab's.
 * @throws when there are fewer than two candidates
 */
export function recommend(answers: Answers, candidates: readonly Candidate[]): Recommendation {
  const isElsewhere = ({ declared }: Candidate) => {
    const library = libraryOf(declared.id)
    return library !== undefined && library.id !== answers.today
  }
  const criteria = criteriaFor(answers)
  const decides = (a: Standing, b: Standing) =>
    criteria.find((criterion) => measures[criterion](a) !== measures[criterion](b))
  const standings = candidates
    .filter((candidate) => !isElsewhere(candidate))
    .map((candidate) => standingOf(candidate, answers))
    .toSorted((a, b) => {
      const by = decides(a, b)
      return by ? measures[by](a) - measures[by](b) : 0
    })
  const [first, second] = standings
  if (!first || !second) throw new Error('a recommendation chooses between two strategies at least')
  return {
    first,
    second,
    by: decides(first, second) ?? 'order',
    standings,
    meeting: standings.filter(({ missed }) => missed.length === 0).length,
    passedOver: candidates.filter(isElsewhere),
  }
}

/** How many of the candidates do what was demanded so far. */
export const stillMeeting = (
  answers: Partial<Answers>,
  candidates: readonly Candidate[],
): number => {
  const requirements = requirementsOf(answers)
  return candidates.filter((candidate) => requirements.every(({ isMet }) => isMet(candidate)))
    .length
}

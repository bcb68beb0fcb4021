import { readable } from '../evidence/words/durations.ts'
import { costWords } from '../evidence/words/promises.ts'
import type { Answers } from './questions.ts'
import type { Recommendation, Standing } from './recommend.ts'
import type { Requirement } from './requirements.ts'
import { findStack } from './stacks.ts'

/** Why a strategy is recommended, and why the runner-up is not, a sentence each. */

const listed = (missed: readonly Requirement[]) =>
  missed.map(({ says }) => says).join(', and that ')

const events = (count: number) => `${count} ${count === 1 ? 'event' : 'events'}`

const runs = ({ today }: Answers) => findStack(today)?.title ?? 'what you have'

export function whyFirst(recommendation: Recommendation, answers: Answers): string {
  const { first, second, by, meeting, standings } = recommendation
  if (meeting === 0) {
    return `Nothing meets all your answers; this comes closest. It cannot promise that ${listed(first.missed)}.`
  }
  if (meeting === 1) {
    return `Of ${standings.length} strategies it is the only one that meets all your answers.`
  }
  switch (by) {
    case 'today':
      return `It meets all your answers, and ${runs(answers)} works like this already.`
    case 'engines':
      return `It meets all your answers on any store; ${second.declared.title} needs PostgreSQL and Redis.`
    case 'clean':
      return `Of the ${meeting} that meet all your answers it ends the most at once without hitting anybody else: ${events(first.clean)}.`
    case 'calls':
      return `Of the ${meeting} that meet all your answers it asks the least of the store: ${costWords(first.price)} a request.`
    case 'missed':
    case 'order':
      return `It meets all your answers; ${second.declared.title} is alike by every rule, and comes later in the lab's list.`
  }
}

export function whyNotFirst({ first, second, by }: Recommendation, answers: Answers): string {
  switch (by) {
    case 'missed':
      return `It cannot promise that ${listed(second.missed)}${banWords(second)}.`
    case 'today':
      return `It would mean to leave ${runs(answers)}.`
    case 'engines':
      return 'It needs PostgreSQL and Redis, with every node in reach of Redis.'
    case 'clean':
      return `It ends ${events(second.clean)} at once without hitting anybody else, and not ${first.clean}.`
    case 'calls':
      return `It asks for ${costWords(second.price)} a request, and not ${costWords(first.price)}.`
    case 'order':
      return "By every rule it is alike, and it comes later in the lab's list."
  }
}

/** How late a ban is, where that is what is missed. */
function banWords({ missed, declared }: Standing): string {
  const { ban } = declared.promises
  if (missed.every(({ question }) => question !== 'ban')) return ''
  return 'seconds' in ban ? `: it takes up to ${readable(ban.seconds)}` : ': it never does'
}

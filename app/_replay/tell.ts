import { refusalWords } from '#app/_words/refusals.ts'
import type { Step } from '#app/_evidence/evidence.ts'

/** One thing that somebody did, in a plain sentence. */
export interface Line {
  actor: 'owner' | 'bystander' | 'thief' | 'operator' | 'nobody'
  text: string
  /** What the server answered; null where there is no answer. */
  answer: { accepted: boolean; words: string } | null
}

const actors: Partial<Record<string, Line['actor']>> = {
  victim: 'owner',
  laptop: 'owner',
  bystander: 'bystander',
  thief: 'thief',
  renewer: 'thief',
  operator: 'operator',
}

const told: Record<string, (owner: string) => string> = {
  'laptop logs out (all)': (owner) => `On the laptop, ${owner} logs out everywhere`,
  'laptop logs out (others)': (owner) => `On the laptop, ${owner} logs all other devices out`,
  'laptop changes the password': (owner) => `On the laptop, ${owner} changes the password`,
  'laptop signs out the device "victim"': (owner) =>
    `On the laptop, ${owner} looks for the phone in the list of devices, to sign it out`,
  'bystander signs in as bob': () => 'Bob, who has nothing to do with it, signs in',
  'victim asks who it is': (owner) => `The phone asks the server who it is, as ${owner}`,
  'victim logs out (this)': (owner) => `${owner} logs out on the phone`,
  'victim gives the password again': (owner) => `${owner} gives the password again on the phone`,
  'thief copies the credentials': () => 'The thief copies all that the phone holds',
  'renewer copies the credentials': () =>
    'The thief puts a second copy aside, to renew it for as long as that works',
  'thief asks who it is': () => 'The thief knocks with the copy',
  'renewer renews': () => 'The thief tries to renew the second copy',
  'renewer asks who it is': () => 'The thief knocks with the second copy',
}

function sentence({ actor, action }: Step, owner: string): string {
  const known = told[`${actor} ${action}`]
  if (known) return known(owner)
  if (action.startsWith('signs in as')) {
    return `${owner} signs in on the ${actor === 'victim' ? 'phone' : actor}`
  }
  return `The ${actor} ${action}`
}

/** An answer that is none: what a strategy has no way to do, or an order that has no answer. */
const unanswered = (step: Step): Line['answer'] =>
  step.action.startsWith('signs out the device')
    ? { accepted: false, words: 'there is no such list under this strategy' }
    : null

export function lineOf(step: Step, owner: string): Line {
  const { actor } = step
  return {
    actor: actors[actor] ?? 'nobody',
    text: sentence(step, owner),
    answer: answerOf(step),
  }
}

export function answerOf(step: Step): Line['answer'] {
  const { actor, outcome } = step
  if (!outcome) return unanswered(step)
  const isThief = actors[actor] === 'thief'
  const words = outcome.accepted
    ? `accepted${isThief && outcome.role === 'admin' ? ', as an administrator' : ''}`
    : `refused: ${refusalWords(outcome.reason ?? 'revoked').toLowerCase()}`
  return { accepted: outcome.accepted, words }
}

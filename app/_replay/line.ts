import { refusalWords } from '#lib/evidence/words/refusals.ts'
import type { KeptStep } from '#lib/evidence/attack-model.ts'
import type { ActorName } from '#lib/evidence/names.ts'

/** One thing that somebody did, in a plain sentence. */
export interface Line {
  actor: 'owner' | 'bystander' | 'thief' | 'operator' | 'nobody'
  text: string
  /** What the server answered; null where there is no answer. */
  answer: { accepted: boolean; words: string } | null
}

const actors: Record<ActorName, Line['actor']> = {
  victim: 'owner',
  laptop: 'owner',
  bystander: 'bystander',
  thief: 'thief',
  renewer: 'thief',
  operator: 'operator',
}

export const lineOf = (step: KeptStep, text: string): Line => ({
  actor: actors[step.actor],
  text,
  answer: answerOf(step),
})

/** No answer is none, but for a list of devices that a strategy has not got. */
function answerOf({ actor, does, outcome }: KeptStep): Line['answer'] {
  if (!outcome) {
    return does?.type === 'end-device'
      ? { accepted: false, words: 'there is no such list under this strategy' }
      : null
  }
  const isThief = actors[actor] === 'thief'
  const words = outcome.accepted
    ? `accepted${isThief && outcome.role === 'admin' ? ', as an administrator' : ''}`
    : `refused: ${refusalWords(outcome.reason ?? 'revoked').toLowerCase()}`
  return { accepted: outcome.accepted, words }
}

import { readable } from '#lib/evidence/words/durations.ts'
import { refusalWords } from '#lib/evidence/words/refusals.ts'
import type {
  Exchange,
  Party,
  RotationMove,
  RotationResult,
  Standing,
} from '#lib/scenarios/plays/rotation.ts'

/** What is said of a play. Every sentence follows from what was measured, none from a promise. */

export const moveWords: Record<RotationMove, string> = {
  'alice-renews': 'Alice renews',
  'two-tabs-renew': 'Two of her tabs renew at once',
  'answer-is-lost': 'Alice renews, and the answer is lost',
  'thief-renews': 'The thief renews',
  'five-seconds-pass': '5 s pass',
  'a-minute-passes': '1 min passes',
}

export const partyWords: Record<Party, string> = {
  alice: 'Alice',
  tab: "Alice's second tab",
  thief: 'The thief',
}

export const token = (number: number) => `R${number}`

/** What one exchange was answered with. */
export function answerWords({ received, lost, reason, repeated }: Exchange): string {
  if (lost !== null) return `answered with ${token(lost)}, which never arrives`
  if (received === null) {
    return reason === 'reused'
      ? 'used before: reuse. The server ends the whole family'
      : `refused: ${refusalWords(reason ?? '')}`
  }
  return repeated
    ? `used before, but within the grace: answered with ${token(received)} again`
    : `exchanged for ${token(received)}`
}

/** Who has noticed, and when, if anybody has. */
export function reuseIn({ steps }: RotationResult): Exchange | null {
  const exchanges = steps.flatMap((step) => step.exchanges)
  return exchanges.find(({ reason }) => reason === 'reused') ?? null
}

/** The biggest thing on the page: how it stands. */
export function headline(result: RotationResult): string {
  const { steps, alice, thief } = result
  if (steps.length === 0) return 'Alice and the thief hold the same R0. Who renews first?'
  const reuse = reuseIn(result)
  if (!reuse) {
    if (thief.laterIsIn && alice.laterIsIn) return 'Both are in, and nobody has noticed.'
    if (thief.laterIsIn) return 'The thief is in. Alice is out at her next renewal.'
    if (alice.laterIsIn) return 'Alice is in. The thief is noticed if it comes back.'
    return 'Whoever renews next is taken for a thief.'
  }
  return reuse.by === 'thief'
    ? 'The thief was noticed, and Alice is signed out with it.'
    : wasRobbed(result)
      ? 'Alice came second: the theft was noticed, and both are signed out.'
      : 'No thief came. Alice was taken for one, and signed out.'
}

/** Whether the thief ever used its copy. */
const wasRobbed = ({ steps }: RotationResult) =>
  steps.some(({ exchanges }) => exchanges.some(({ by }) => by === 'thief'))

export function standingWords({ accessIsGood, renewal, laterIsIn }: Standing): string {
  const now = accessIsGood ? 'in now' : 'out now'
  if (laterIsIn) return `${now}, and can go on renewing`
  const { reason } = renewal
  return reason === null
    ? `${now}, out once the access token has run out`
    : `${now}; the next renewal is refused (${reason})`
}

/** The four questions of the end, answered for this play. */
export function answers(result: RotationResult, grace: number) {
  const reuse = reuseIn(result)
  const access = readable(result.accessTtl)
  return [
    {
      question: 'Who is signed out?',
      answer: reuse
        ? `Both. The family of tokens that began with one sign-in is ended, and both hold tokens of it: the server cannot tell which of the two is Alice.`
        : result.alice.laterIsIn && result.thief.laterIsIn
          ? 'Nobody yet. Both can go on.'
          : 'Nobody yet, but one of the two holds a token that has been used.',
    },
    {
      question: 'When?',
      answer: reuse
        ? `At ${readable(reuse.at)}, when ${token(reuse.presented)} came a second time. Access tokens that are out are not asked about: they open the door for up to ${access} more.`
        : 'When a token comes that has been used before. Until then a thief who renews in time stays in, up to the absolute end of the session.',
    },
    {
      question: 'Why?',
      answer: reuse
        ? `${token(reuse.presented)} had been exchanged already. One of the two who hold it must have copied it, and that is all that the server knows.`
        : 'A refresh token is good once. A second use means that two hold it.',
    },
    {
      question: 'What does the grace cost?',
      answer:
        grace === 0
          ? 'There is none: every lost answer and every second tab is taken for theft, and signs Alice out.'
          : `For ${grace} s after each exchange a second use is answered again. Two tabs and lost answers are forgiven, and so is a thief who is as fast: it goes unnoticed for that long.`,
    },
  ]
}

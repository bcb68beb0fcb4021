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

/** The four questions of the end: what holds always, and how it stands in this play. */
export function answers(result: RotationResult, grace: number) {
  const reuse = reuseIn(result)
  const access = readable(result.accessTtl)
  return [
    {
      question: 'Who is signed out?',
      rule: 'Both, Alice and the thief: the family that began with one sign-in ends as a whole. Alice can sign in again with her password; the thief cannot.',
      here: `${outWords(result)}.`,
    },
    {
      question: 'When?',
      rule: `At the second use of a token, and not at the theft: a thief who renews in time stays in until Alice comes back, up to the absolute end of the session. Access tokens are not asked about, and go on for up to ${access}.`,
      here: reuse
        ? `${atWords(reuse.at)}, when ${token(reuse.presented)} came a second time.`
        : 'no token has come a second time after its grace.',
    },
    {
      question: 'Why?',
      rule: 'A refresh token is good once. A second use means that two hold it, so one of them has copied it. Which of the two is Alice, the server cannot tell.',
      here: reuse
        ? `${token(reuse.presented)} had been exchanged already.`
        : 'the server has nothing to go by yet.',
    },
    {
      question: 'What does the grace cost?',
      rule: 'Within it, a second use is answered again with the same successor. Two tabs and lost answers are forgiven, and so is a thief who is as fast: it then holds the same token as Alice, and is not noticed before one of the two has renewed again.',
      here: graceWords(result, grace),
    },
  ]
}

const atWords = (seconds: number) => (seconds === 0 ? 'at once' : `after ${readable(seconds)}`)

/** Who cannot go on, as was tried. */
function outWords(result: RotationResult): string {
  const { alice, thief } = result
  if (alice.laterIsIn && thief.laterIsIn) return 'nobody yet, and both can go on'
  if (reuseIn(result)) return alice.laterIsIn || thief.laterIsIn ? 'one of the two' : 'both'
  if (alice.laterIsIn) return 'nobody yet, but the thief holds a token that has been used'
  if (thief.laterIsIn) return 'nobody yet, but Alice holds a token that has been used'
  return 'nobody yet, but both hold a token that has been used'
}

function graceWords({ steps }: RotationResult, grace: number): string {
  if (grace === 0)
    return 'there is none, so every lost answer and every second tab signs Alice out.'
  const forgiven = steps.flatMap(({ exchanges }) => exchanges.filter(({ repeated }) => repeated))
  const thiefs = forgiven.filter(({ by }) => by === 'thief').length
  if (forgiven.length === 0) return `${grace} s, and nobody has needed it.`
  return thiefs > 0
    ? `${grace} s, and the thief came within it: it was answered, and not noticed.`
    : `${grace} s, and it forgave Alice: without it she would be signed out.`
}

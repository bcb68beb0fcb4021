import { readable } from '#lib/evidence/words/durations.ts'
import type { CellRun, Knock, Step } from '#lib/evidence/model.ts'
import { knockWords } from '#app/_evidence/timeline.tsx'
import { eventSentence } from '#lib/evidence/words/sentences.ts'
import { lineOf, type Line } from './line.ts'

/** One step of the replay. */
export interface Frame {
  /** Seconds since the event; negative before it. */
  at: number
  phase: 'before' | 'event' | 'after' | 'end'
  lines: Line[]
  /** What was done in it, as it was recorded. */
  steps: readonly Step[]
  /** How many of the knocks have been made by then. */
  knocks: number
}

/** When a step was, as the list of them tells it. */
export function whenOf({ at, phase }: Frame): string {
  if (phase === 'event') return 'the event'
  if (at < 0) return `−${readable(-at)}`
  return phase === 'before' ? 'before' : `+${readable(at)}`
}

const isKnock = ({ actor, does }: Step) => actor === 'thief' && does.type === 'request'

const sentence = (step: Step, owner: string): Line => lineOf(step, eventSentence(step, owner))

/** More than that is told in one sentence. */
const MANY = 12

/** A run as a story: what was prepared, what happened, every knock, and how it ended. */
export function framesOf(evidence: CellRun, owner: string): Frame[] {
  const { steps, knocks } = evidence
  const control = steps.findIndex(isKnock)
  const first = steps.findIndex((step, at) => at > control && isKnock(step) && step.at >= 0)
  const from = first < 0 ? steps.length : first
  const before = steps.slice(0, control + 1).map((step): Frame => ({
    at: step.at,
    phase: 'before',
    lines: [sentence(step, owner)],
    steps: [step],
    knocks: 0,
  }))
  return [
    ...before,
    {
      at: 0,
      phase: 'event',
      lines: eventLines(evidence, control, from, owner),
      steps: steps.slice(control + 1, from),
      knocks: 0,
    },
    ...knockFrames(steps.slice(from), knocks, owner),
    {
      at: knocks.at(-1)?.at ?? 0,
      phase: 'end',
      lines: [ending(evidence)],
      steps: [],
      knocks: knocks.length,
    },
  ]
}

function eventLines({ steps }: CellRun, control: number, from: number, owner: string): Line[] {
  const own = steps.slice(control + 1, from)
  const waited = Math.abs(steps[0]?.at ?? 0)
  if (own.length === 0) {
    return [{ actor: 'nobody', text: `Nobody does anything for ${readable(waited)}`, answer: null }]
  }
  if (own.length <= MANY) return own.map((step) => sentence(step, owner))
  const accepted = own.filter(({ outcome }) => outcome?.accepted).length
  const text = `For ${readable(waited)} the thief uses and renews what it holds: ${accepted} of ${own.length} requests are accepted`
  return [{ actor: 'thief', text, answer: null }]
}

/** A knock is a request with the copy, an attempt to renew, and a request with what came of it. */
function knockFrames(steps: readonly Step[], knocks: readonly Knock[], owner: string): Frame[] {
  const starts = steps.flatMap((step, at) => (isKnock(step) ? [at] : []))
  return knocks.map((knock, at) => {
    const own = steps.slice(starts[at], starts[at + 1])
    // Where there is nothing to renew, nobody need hear of the attempt.
    const lines = own
      .filter(({ actor, outcome }) => actor !== 'renewer' || outcome !== null)
      .map((step) => sentence(step, owner))
    const [kept, ...rest] = lines
    const shown =
      kept && rest.length === 0
        ? [{ ...kept, answer: { accepted: knock.in, words: knockWords(knock) } }]
        : lines
    return { at: knock.at, phase: 'after', lines: shown, steps: own, knocks: at + 1 }
  })
}

function ending({ firstRefused, horizon }: CellRun): Line {
  const text =
    firstRefused === null
      ? `The copy is still accepted after ${readable(horizon)}, where measuring ends`
      : 'The copy is refused for good'
  return { actor: 'nobody', text, answer: null }
}

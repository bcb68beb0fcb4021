import { readable } from '#lib/evidence/words/durations.ts'
import type { KeptStep } from '#lib/evidence/attack-model.ts'
import { attackSentence } from '#lib/evidence/words/sentences.ts'
import { lineOf, type Line } from './line.ts'

/** One step of an attack that is replayed. */
export interface AttackFrame {
  /** When, seen from the event of the story. */
  when: string
  phase: 'control' | 'attack' | 'end'
  lines: Line[]
  /** What was done in it, as it was recorded. */
  steps: readonly KeptStep[]
  /** Was the attacker let in when it last asked, up to here? Null before it first did. */
  lastAnswer: boolean | null
}

function sentence(step: KeptStep, times = 1): Line {
  const often = times > 1 ? `, ${times} times` : ''
  return lineOf(step, `${attackSentence(step)}${often}`)
}

function time(at: number): string {
  if (at === 0) return '0 s'
  return at < 0 ? `−${readable(-at)}` : `+${readable(at)}`
}

/** From so many on, the same thing with the same answer is told once. */
const OFTEN = 3

const isSame = (one: KeptStep, other: KeptStep | undefined): boolean =>
  one.actor === other?.actor &&
  one.action === other.action &&
  one.at === other.at &&
  one.outcome?.accepted === other.outcome?.accepted &&
  one.outcome?.reason === other.outcome?.reason

function inTurns(steps: readonly KeptStep[]): { step: KeptStep; times: number }[] {
  const turns: { step: KeptStep; times: number }[] = []
  for (const step of steps) {
    const last = turns.at(-1)
    if (last && isSame(step, last.step)) last.times += 1
    else turns.push({ step, times: 1 })
  }
  return turns.flatMap((turn) =>
    turn.times >= OFTEN
      ? [turn]
      : Array.from({ length: turn.times }, () => ({ step: turn.step, times: 1 })),
  )
}

const isControl = ({ actor }: KeptStep) => actor === 'bystander'

/** Where there is nothing to renew, nobody need hear of the attempt. */
const isTold = ({ does, outcome }: KeptStep) => does?.type !== 'renew' || outcome !== null

/** Honest people go before and after it: their steps are one frame each, and so is the outcome. */
export function attackFrames(steps: readonly KeptStep[], says: string): AttackFrame[] {
  const from = steps.findIndex((step) => !isControl(step))
  const to = steps.findLastIndex((step) => !isControl(step)) + 1
  const [before, own, after] = [steps.slice(0, from), steps.slice(from, to), steps.slice(to)]
  let lastAnswer: boolean | null = null
  const frames = inTurns(own.filter(isTold)).map(({ step, times }): AttackFrame => {
    const line = sentence(step, times)
    if (line.actor === 'thief' && step.outcome) lastAnswer = step.outcome.accepted
    return { when: time(step.at), phase: 'attack', lines: [line], steps: [step], lastAnswer }
  })
  const end = { actor: 'nobody', text: says.replace(/\.$/, ''), answer: null } as const
  return [
    ...control(before, null),
    ...frames,
    ...control(after, lastAnswer),
    { when: 'the end', phase: 'end', lines: [end], steps: [], lastAnswer },
  ]
}

const control = (steps: readonly KeptStep[], lastAnswer: boolean | null): AttackFrame[] =>
  steps.length === 0
    ? []
    : [
        {
          when: 'control',
          phase: 'control',
          lines: steps.map((step) => sentence(step)),
          steps,
          lastAnswer,
        },
      ]

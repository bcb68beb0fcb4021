import type { Step } from '#app/_evidence/evidence.ts'
import { readable } from '#app/_words/durations.ts'
import { answerOf, type Line } from './tell.ts'

/** One step of an attack that is replayed. */
export interface AttackFrame {
  /** When, seen from the event of the story. */
  when: string
  phase: 'control' | 'attack' | 'end'
  lines: Line[]
  /** How the last answer to the attacker was, up to here; null before the first. */
  standing: boolean | null
}

const people: Partial<Record<string, { name: string; actor: Line['actor'] }>> = {
  victim: { name: 'The owner', actor: 'owner' },
  laptop: { name: 'The owner, on a laptop,', actor: 'owner' },
  bystander: { name: 'Bob', actor: 'bystander' },
  thief: { name: 'The thief', actor: 'thief' },
  renewer: { name: 'The thief', actor: 'thief' },
  operator: { name: 'The operator', actor: 'operator' },
}

const does: Partial<Record<string, string>> = {
  'thief asks who it is': 'presents what it holds',
  'asks who it is': 'asks the server who it is',
  'thief copies the credentials': 'copies all that the owner holds',
  'logs out (this)': 'logs out',
  'logs out (all)': 'logs out everywhere',
  'logs out (others)': 'logs all other devices out',
}

const whole: Partial<Record<string, string>> = {
  'bystander signs in as bob': 'Bob, who has nothing to do with it, signs in',
}

function lineOf(step: Step, times = 1): Line {
  const { actor, action } = step
  const person = people[actor] ?? { name: `The ${actor}`, actor: 'nobody' as const }
  const doing = does[`${actor} ${action}`] ?? does[action] ?? action
  const text = whole[`${actor} ${action}`] ?? `${person.name} ${doing}`
  const often = times > 1 ? `, ${times} times` : ''
  return { actor: person.actor, text: `${text}${often}`, answer: answerOf(step) }
}

function time(at: number): string {
  if (at === 0) return '0 s'
  return at < 0 ? `−${readable(-at)}` : `+${readable(at)}`
}

/** From so many on, the same thing with the same answer is told once. */
const OFTEN = 3

const isSame = (one: Step, other: Step | undefined): boolean =>
  one.actor === other?.actor &&
  one.action === other.action &&
  one.at === other.at &&
  one.outcome?.accepted === other.outcome?.accepted &&
  one.outcome?.reason === other.outcome?.reason

function inTurns(steps: readonly Step[]): { step: Step; times: number }[] {
  const turns: { step: Step; times: number }[] = []
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

const isControl = ({ actor }: Step) => actor === 'bystander'

/** Where there is nothing to renew, nobody need hear of the attempt. */
const isTold = ({ action, outcome }: Step) => action !== 'renews' || outcome !== null

/** Honest people go before and after it: their steps are one frame each, and so is the outcome. */
export function attackFrames(steps: readonly Step[], says: string): AttackFrame[] {
  const from = steps.findIndex((step) => !isControl(step))
  const to = steps.findLastIndex((step) => !isControl(step)) + 1
  const [before, own, after] = [steps.slice(0, from), steps.slice(from, to), steps.slice(to)]
  let standing: boolean | null = null
  const frames = inTurns(own.filter(isTold)).map(({ step, times }): AttackFrame => {
    const line = lineOf(step, times)
    if (line.actor === 'thief' && step.outcome) standing = step.outcome.accepted
    return { when: time(step.at), phase: 'attack', lines: [line], standing }
  })
  const end = { actor: 'nobody', text: says.replace(/\.$/, ''), answer: null } as const
  return [
    ...control(before, null),
    ...frames,
    ...control(after, standing),
    { when: 'the end', phase: 'end', lines: [end], standing },
  ]
}

const control = (steps: readonly Step[], standing: boolean | null): AttackFrame[] =>
  steps.length === 0
    ? []
    : [{ when: 'control', phase: 'control', lines: steps.map((step) => lineOf(step)), standing }]

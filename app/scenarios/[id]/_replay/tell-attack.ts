import type { Step } from '#app/compare/_cells/cells.ts'
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
  'bystander signs in as bob': 'signs in, who has nothing to do with it',
  'thief copies the credentials': 'copies all that the owner holds',
  'logs out (this)': 'logs out',
  'logs out (all)': 'logs out everywhere',
  'logs out (others)': 'logs all other devices out',
}

function lineOf(step: Step): Line {
  const { actor, action } = step
  const person = people[actor] ?? { name: `The ${actor}`, actor: 'nobody' as const }
  const doing = does[`${actor} ${action}`] ?? does[action] ?? action
  return { actor: person.actor, text: `${person.name} ${doing}`, answer: answerOf(step) }
}

function time(at: number): string {
  if (at === 0) return '0 s'
  return at < 0 ? `−${readable(-at)}` : `+${readable(at)}`
}

const isControl = ({ actor }: Step) => actor === 'bystander'

/** Honest people go before and after it: their steps are one frame each, and so is the outcome. */
export function attackFrames(steps: readonly Step[], says: string): AttackFrame[] {
  const from = steps.findIndex((step) => !isControl(step))
  const to = steps.findLastIndex((step) => !isControl(step)) + 1
  const [before, own, after] = [steps.slice(0, from), steps.slice(from, to), steps.slice(to)]
  let standing: boolean | null = null
  const frames = own.map((step): AttackFrame => {
    const line = lineOf(step)
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
    : [{ when: 'control', phase: 'control', lines: steps.map(lineOf), standing }]

import type { Action } from '../actions.ts'
import type { KeptStep } from '../attack-model.ts'
import type { Step } from '../model.ts'
import type { ActorName } from '../names.ts'
import { actionWords } from './actions.ts'

/** What a step of a run says in a whole sentence, without its full stop. */

type Said = Pick<KeptStep, 'actor' | 'does' | 'action'>

/** In the story of an event, whose owner has a name, a phone that is copied, and a laptop. */
export function eventSentence(
  { actor, does }: Pick<Step, 'actor' | 'does'>,
  owner: string,
): string {
  const plain = `The ${actor} ${actionWords(does)}`
  switch (actor) {
    case 'victim':
      return onThePhone(does, owner) ?? plain
    case 'laptop':
      return onTheLaptop(does, owner) ?? plain
    case 'thief':
      if (does.type === 'copy') return 'The thief copies all that the phone holds'
      return does.type === 'request' ? 'The thief knocks with the copy' : plain
    case 'renewer':
      return withTheSecondCopy[does.type] ?? plain
    case 'bystander':
      return does.type === 'sign-in' ? strangerSignsIn : plain
    case 'operator':
      return plain
  }
}

const strangerSignsIn = 'Bob, who has nothing to do with it, signs in'

const withTheSecondCopy: Partial<Record<Action['type'], string>> = {
  copy: 'The thief puts a second copy aside, to renew it for as long as that works',
  renew: 'The thief tries to renew the second copy',
  request: 'The thief knocks with the second copy',
}

function onThePhone(does: Action, owner: string): string | null {
  if (does.type === 'sign-in') return `${owner} signs in on the phone`
  if (does.type === 'request') return `The phone asks the server who it is, as ${owner}`
  if (does.type === 'log-out' && does.scope === 'this') return `${owner} logs out on the phone`
  if (does.type === 'close-browser') {
    return `${owner} closes the browser on the phone and opens it again`
  }
  if (does.type === 'sign-in-again') return `${owner} gives the password again on the phone`
  return null
}

function onTheLaptop(does: Action, owner: string): string | null {
  const there = `On the laptop, ${owner}`
  if (does.type === 'sign-in') return `${owner} signs in on the laptop`
  if (does.type === 'log-out' && does.scope !== 'this') return `${there} ${logsOut[does.scope]}`
  if (does.type === 'change-password') return `${there} changes the password`
  if (does.type === 'reset-password') return `${there} sets a new password by the link`
  if (does.type === 'end-device') {
    return `${there} looks for the phone in the list of devices, to sign it out`
  }
  return null
}

const logsOut = {
  this: 'logs out',
  all: 'logs out everywhere',
  others: 'logs all other devices out',
} as const

const people: Record<ActorName, string> = {
  victim: 'The owner',
  laptop: 'The owner, on a laptop,',
  bystander: 'Bob',
  thief: 'The thief',
  renewer: 'The thief',
  operator: 'The operator',
}

/** In the story of an attack, where everybody is who they are to the attacker. */
export function attackSentence({ actor, does, action }: Said): string {
  // Kept by an older version, which told what was done in words alone.
  if (!does) return `${people[actor]} ${action}`
  if (actor === 'bystander' && does.type === 'sign-in') return strangerSignsIn
  return `${people[actor]} ${inAnAttack(actor, does)}`
}

function inAnAttack(actor: ActorName, does: Action): string {
  if (does.type === 'request') {
    return actor === 'thief' ? 'presents what it holds' : 'asks the server who it is'
  }
  if (does.type === 'copy' && actor === 'thief') return 'copies all that the owner holds'
  return does.type === 'log-out' ? logsOut[does.scope] : actionWords(does)
}

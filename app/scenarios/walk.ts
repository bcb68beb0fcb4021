import type { Group } from '#lib/scenarios/attacks/attack.ts'
import { findAttack } from '#lib/scenarios/attacks/registry.ts'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import type { EventName } from '#lib/strategies/events.ts'

/** How much one has to know before. */
export const levels = ['Easy', 'Medium', 'Hard'] as const
export type Level = (typeof levels)[number]

const ofGroups: Record<Group, Level> = {
  replay: 'Easy',
  'walk-away': 'Easy',
  late: 'Hard',
  refresh: 'Medium',
  reissue: 'Medium',
  xss: 'Medium',
  csrf: 'Medium',
  hijack: 'Hard',
  fixation: 'Medium',
  sibling: 'Hard',
  followed: 'Medium',
  forgery: 'Medium',
  leak: 'Hard',
  channel: 'Hard',
  outage: 'Hard',
}

/** Those that want more than to know what a session is. */
const ofEvents: Partial<Record<EventName, Level>> = {
  'role-change': 'Medium',
  'revoke-device': 'Medium',
  'device-limit': 'Medium',
  'idle-timeout': 'Medium',
  'absolute-timeout': 'Hard',
  reauthentication: 'Hard',
  'rotate-keys': 'Medium',
  'routine-rotation': 'Hard',
  'rekey-account': 'Hard',
}

/** @param id of an event or of an attack */
export function levelOf(id: string): Level {
  const attack = findAttack(id)
  if (attack) return ofGroups[attack.group]
  const event = scenarios.find((own) => own.event === id)?.event
  return (event && ofEvents[event]) ?? 'Easy'
}

interface Stop {
  /** An event or an attack. */
  id: string
  /** The strategy that it is about. */
  strategy: string
  why: string
}

/** An order to walk in: each stop leads to the question of the next. */
export const walk: readonly Stop[] = [
  {
    id: 'logout',
    strategy: 'stateless-jwt',
    why: 'What all of it is about: the server has nothing that it could end.',
  },
  {
    id: 'ban',
    strategy: 'jwt-refresh-rotation',
    why: 'A short token and a renewal that is asked about: late, and not never.',
  },
  {
    id: 'walk-away-after-logout',
    strategy: 'stateless-jwt',
    why: 'No thief is needed: whoever sits down next puts back what was thrown away.',
  },
  {
    id: 'role-change',
    strategy: 'iron-session',
    why: 'What a credential says of somebody goes stale, and is believed.',
  },
  {
    id: 'revoke-device',
    strategy: 'jwt-blocklist',
    why: 'To end one session, something has to know that it is there.',
  },
  {
    id: 'refresh-owner-first',
    strategy: 'jwt-refresh-rotation',
    why: 'Reuse detection: the second use of a token tells that two hold it.',
  },
  {
    id: 'refresh-inside-grace',
    strategy: 'jwt-refresh-rotation',
    why: 'What forgives a lost answer forgives a quick thief.',
  },
  {
    id: 'xss-read-storage',
    strategy: 'stateless-jwt',
    why: 'What a script of the page can read, it can take away.',
  },
  {
    id: 'xss-ride',
    strategy: 'cookie-session',
    why: 'What it cannot read, it can still use.',
  },
  {
    id: 'csrf-form-none-unchecked',
    strategy: 'cookie-session',
    why: 'The browser adds cookies by itself: what SameSite and the origin check are for.',
  },
  {
    id: 'absolute-timeout',
    strategy: 'next-auth-jwt',
    why: 'A session that slides has to end all the same.',
  },
  {
    id: 'late-renewal-after-logout',
    strategy: 'jwt-refresh-rotation',
    why: 'Two honest answers in the wrong order sign in somebody who has left.',
  },
  {
    id: 'sibling-swap',
    strategy: 'cookie-session',
    why: 'Cookies do not say who has set them.',
  },
  {
    id: 'leak-living-session',
    strategy: 'next-auth-database',
    why: 'A table that is read: are its rows credentials, or hashes of them?',
  },
]

export const stopAt = (id: string): Stop | undefined => walk.find((stop) => stop.id === id)

/** Where the walk goes on; null at its end, and for what is not on it. */
export function stopAfter(id: string): Stop | null {
  const at = walk.findIndex((stop) => stop.id === id)
  return at < 0 ? null : (walk[at + 1] ?? null)
}

export const titleOf = (id: string): string =>
  findAttack(id)?.title ?? scenarios.find(({ event }) => event === id)?.title ?? id

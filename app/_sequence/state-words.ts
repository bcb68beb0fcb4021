import type { EventName } from '#lib/strategies/events.ts'
import type { Sequenced } from './message.ts'

/** What a strategy does with the state that it asks for, at each moment of a session. */
interface StateWords {
  signIn: string
  request: string
  /** What ends sessions. */
  end: string
}

const states: Readonly<Record<string, StateWords>> = {
  sessions: {
    signIn: 'insert a row for the session',
    request: 'find the row of the session',
    end: 'delete the rows of the sessions',
  },
  revocations: {
    signIn: 'read the last cut-off',
    request: 'is this token revoked?',
    end: 'write down the token, or a cut-off for the account',
  },
  replicatedRevocations: {
    signIn: 'read the last cut-off, in this node’s memory',
    request: '',
    end: 'write down the token, or a cut-off, and tell every node',
  },
  refreshFamilies: {
    signIn: 'insert a row for the sign-in',
    request: '',
    end: 'end the rows: nothing more is renewed',
  },
  versions: {
    signIn: "read the account's version",
    request: "read the account's version",
    end: "raise the account's version",
  },
  cutOffs: {
    signIn: 'read the last cut-off',
    request: 'read the cut-off',
    end: 'set the cut-off to now',
  },
  librarySessions: {
    signIn: "insert the library's row",
    request: "find the library's row",
    end: "delete the library's rows",
  },
}

export const stateOf = ({ needs }: Sequenced): StateWords | null =>
  needs.flatMap((need) => states[need] ?? [])[0] ?? null

/** What the server reads on a request; null where it asks no store. A refusal may need less. */
export function requestWords(
  strategy: Sequenced,
  reads: number = strategy.perRequest.reads,
): string | null {
  if (strategy.perRequest.reads === 0) return null
  const state = stateOf(strategy)?.request
  const readsAccount = strategy.needs.includes('accounts') && reads > 1
  return [state, readsAccount ? 'read the account' : ''].filter(Boolean).join(', ')
}

/** How a credential is checked without asking anybody. */
export const checkWords = ({ needs, credentials }: Sequenced): string => {
  if (credentials.some(({ name }) => name === 'cache')) return 'believes its own signed copy'
  if (needs.includes('replicatedRevocations')) {
    return 'checks the signature and the list in its memory, and asks no store'
  }
  return needs.includes('tokens')
    ? 'checks the signature and the expiry, and asks no store'
    : 'unseals the cookie, and asks no store'
}

/** What an event changes about the account itself, whatever the strategy. */
const onAccount: Partial<Record<EventName, string>> = {
  'password-change': 'store the hash of the new password',
  'password-reset': 'use up the reset, and store the hash of the new password',
  ban: 'mark the account as disabled',
  delete: 'delete the account',
  'role-change': 'write the new role to the account',
  'rotate-keys': 'replace the signing keys',
  'routine-rotation': 'add a signing key, and retire the old one',
  'rekey-account': 'give the account another id',
}

const ending = new Set<EventName>([
  'logout',
  'logout-others',
  'logout-everywhere',
  'revoke-device',
  'password-change',
  'password-reset',
  'ban',
  'delete',
  'force-logout',
  'logout-all-users',
  'rekey-account',
])

/** What is written at an event: about the account, and about the sessions of this strategy. */
export function writtenAt(strategy: Sequenced, event: EventName): string[] {
  const { needs, promises, listsSessions } = strategy
  const end = stateOf(strategy)?.end
  const cannotPick = event === 'revoke-device' && !listsSessions
  // Where the account is not read again, a new role only holds once the old tokens are gone.
  const endsForRole = event === 'role-change' && !needs.includes('accounts')
  const endsForStepUp = event === 'reauthentication' && promises[event].stops === 'at-once'
  const ends = (ending.has(event) && !cannotPick) || endsForRole || endsForStepUp
  return [onAccount[event], ends ? end : undefined].flatMap((text) => text ?? [])
}

/** Said where an event leaves the sessions of a strategy alone. */
export function untouchedWords(strategy: Sequenced, event: EventName): string | null {
  if (event === 'rotate-keys' || event === 'routine-rotation') return null
  if (event === 'revoke-device' && !strategy.listsSessions) {
    return 'keeps no list of devices: there is nothing to pick from'
  }
  return stateOf(strategy) || event === 'idle-timeout' || event === 'absolute-timeout'
    ? null
    : 'keeps nothing about sessions: there is nothing to end'
}

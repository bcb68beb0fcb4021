import type { AccountId } from '../stores/contract.ts'

/** What should end a session, in the order in which pages and tables show it. */
export const eventNames = [
  'logout',
  'logout-others',
  'logout-everywhere',
  'revoke-device',
  'password-change',
  'ban',
  'delete',
  'role-change',
  'force-logout',
  'rotate-keys',
  'logout-all-users',
  'rekey-account',
  'idle-timeout',
  'absolute-timeout',
  'reauthentication',
] as const

export type EventName = (typeof eventNames)[number]

/** Something happened to an account (or to all): every strategy in the workspace hears of it. */
export type AccountEvent =
  | {
      type: 'password-change' | 'ban' | 'delete' | 'role-change' | 'force-logout' | 'rekey-account'
      /** The id that living credentials carry; for `rekey-account` the one before the change. */
      account: AccountId
    }
  | { type: 'logout-all-users' }

/** What an event did to the credentials of a strategy. */
export const effects = {
  revoked: 'old credentials are refused from now on',
  'at-renewal': 'nothing more is renewed; access tokens run until they expire',
  updated: 'the session goes on, and the change is read with the next request',
  unaffected: 'nothing: the strategy does not depend on what was changed',
  cannot: 'nothing: the strategy has no way to do it',
} as const

export type Effect = keyof typeof effects

import type { PendingEventType } from '#lib/stores/account-events.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import type { EventName } from '#lib/strategies/events.ts'
import type { Entry, Grant } from './log.ts'
import { isWithCredentials, type What } from './operations.ts'
import { lifetimes } from './lifetimes.ts'

/** Which operation ends which session, for sure or perhaps, by what the strategies declare. */

/** What an operation by an operator, or a new password, is to every session of the account. */
export const ofAccount: Partial<Record<What, EventName & PendingEventType>> = {
  'change the password': 'password-change',
  'reset the password': 'password-reset',
  ban: 'ban',
  delete: 'delete',
  rekey: 'rekey-account',
  'force-logout': 'force-logout',
  'log out all users': 'logout-all-users',
  'rotate the keys': 'rotate-keys',
}

/** As what an operation is recorded until every strategy has heard of it. */
export const recordedAs: Partial<Record<What, PendingEventType>> = {
  ...ofAccount,
  'make admin': 'role-change',
  'make member': 'role-change',
}

/** Which event an operation is to a session; `spared`: one that it should not end, and yet may. */
function reach(entry: Entry, grant: Grant): { event: EventName; spared?: true } | null {
  const { what, used, username } = entry
  const { strategy, session } = grant
  const whole = ofAccount[what]
  if (whole) {
    const isMeant = username === null || username === session.username
    return isMeant && entry.granted !== grant ? { event: whole } : null
  }
  if (what === 'restore') return { event: 'password-change', spared: true }
  if (what === 'make admin' || what === 'make member') {
    const isMeant = username === session.username && strategy.collateral['role-change']
    return isMeant ? { event: 'role-change', spared: true } : null
  }
  if (
    !isWithCredentials(what) ||
    !used ||
    used.strategy !== strategy ||
    used.session.username !== session.username ||
    used.session.account !== session.account
  )
    return null
  const isOwn = used.session.id === session.id
  const isWide = strategy.collateral.logout === 'other-devices'
  switch (what) {
    case 'log out here':
      if (isOwn) return { event: 'logout' }
      return isWide ? { event: 'logout', spared: true } : null
    case 'log the others out':
      if (!isOwn) return { event: 'logout-others' }
      return isWide ? { event: 'logout-others', spared: true } : null
    case 'log out everywhere':
      return { event: 'logout-everywhere' }
    case 'end a device':
      return entry.target === session.id ? { event: 'revoke-device' } : null
    case 'give the password again':
      return isOwn ? { event: 'reauthentication' } : null
    case 'sign in':
      // What is carried is ended where it can be read: not what is dated in this clock's future.
      if (!isOwn) return null
      return { event: 'reauthentication', ...(entry.lowest < used.issuedOn && { spared: true }) }
    case 'renew': {
      const isTheft = entry.reason === 'reused' || entry.answer === 'unknown'
      return isOwn && isTheft ? { event: 'logout', spared: true } : null
    }
    case 'look':
    case 'change the password':
      return null
  }
}

export const stops = (strategy: StrategyDefinition, event: EventName) =>
  strategy.promises[event].stops
export const isPromised = (strategy: StrategyDefinition, event: EventName) =>
  ['at-once', 'within'].includes(stops(strategy, event))

/** As what an operation that has taken effect has ended a session for good; null where it has not. */
export function endedBy(entry: Entry, grant: Grant, entries: readonly Entry[]): EventName | null {
  const { by, from } = grant
  const hasHappened = entry.answer === 'done' || entry.isRecorded
  if (!hasHappened || entry === by || by.started > entry.ended) return null
  const { event, spared } = reach(entry, grant) ?? {}
  const isMeant = event && !spared ? event : null
  if (by.ended < entry.started) return isMeant
  // Side by side: what comes of a session ends with it, and an old password's session with that.
  // A sign-in ends what is carried along with it, whether that still opened anything or not.
  if (from) return entry.what === 'sign in' ? null : endedBy(entry, from, entries)
  if (entry.what === 'ban' || entry.what === 'delete') {
    const isOpenedAgain = entries.some(
      ({ what, started, ended }) =>
        (what === 'unban' || what === 'restore') && ended > entry.started && started < by.ended,
    )
    return isOpenedAgain ? null : isMeant
  }
  const isOld = grant.passwordVersion < (entry.passwordVersion ?? 0)
  return isOld ? isMeant : null
}

/** Could it have ended the session, or be about to? */
export function mayHaveEnded(entry: Entry, grant: Grant): boolean {
  const { by, from, strategy } = grant
  const end = entry.answer === 'unknown' ? entry.settled : entry.ended
  if (entry === by || end < by.started) return false
  const canHaveHalfHappened = ['sign in', 'change the password', 'give the password again', 'renew']
  if (entry.answer === 'refused' && !canHaveHalfHappened.includes(entry.what)) return false
  const reached = reach(entry, grant)
  if (reached && isPromised(strategy, reached.event)) return true
  return from !== null && entry.ended > by.started && mayHaveEnded(entry, from)
}

export const secondsOf = (of: keyof typeof lifetimes | number) =>
  typeof of === 'number' ? of : Number(lifetimes[of])

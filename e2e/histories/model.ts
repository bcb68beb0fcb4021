import { endedBy, isPromised, mayHaveEnded, secondsOf, stops } from './endings.ts'
import type { Entry, Grant, Log } from './log.ts'
import { signInFaults, strangerSeen } from './model-accounts.ts'
import { resetFaults } from './model-resets.ts'
import { lifetimes } from './lifetimes.ts'

/**
 * What must be true of a history, whatever the order in which its parts took effect. It knows of each
 * operation when it began and when it was answered, and of the strategies what they declare.
 */

/** Everything that is wrong with a history: a sentence each. */
export function faultsOf(log: Log): string[] {
  return log.entries.flatMap((entry) => {
    const { what, used, answer } = entry
    if (what === 'sign in') return signInFaults(entry, log)
    if (what === 'reset the password') return resetFaults(entry, log)
    if (!used || answer === 'unknown') return []
    const isLook = what === 'look' || what === 'renew'
    if (answer === 'refused') return isLook ? falselyRefused(entry, used, log) : []
    return [...(isLook ? strangerSeen(entry, used, log) : []), ...falselyAccepted(entry, used, log)]
  })
}

/** What was ended, has expired or was refused before, and yet is accepted. */
function falselyAccepted(
  entry: Entry,
  used: Grant,
  { entries, grants, disagreement }: Log,
): string[] {
  const { what } = entry
  const { strategy } = used
  if (what === 'log out here') return []
  const name = `${what} with #${grants.indexOf(used)} under ${strategy.id}`
  const faults: string[] = []
  for (const other of entries) {
    if (other.ended > entry.started) continue
    const event = endedBy(other, used, entries)
    if (event && isPromised(strategy, event)) {
      // A copy that is believed for a while opens nothing but what is looked at.
      const promise = strategy.promises[event]
      const allowed = 'of' in promise && what === 'look' ? secondsOf(promise.of) * 1000 : 0
      const late = entry.startedAt - other.endedAt >= allowed + (allowed && 2 * disagreement)
      if (late) faults.push(`${name} is accepted after "${other.what}" (${event}) ended it`)
    }
    const isSame = other.used === used && other.what === what && other.answer === 'refused'
    // Where a copy is believed, one clock may still believe what another no longer does.
    const isBelieved = what === 'look' && stops(strategy, 'logout') === 'within' && disagreement > 0
    const isFinal = ['revoked', 'reused', 'account_disabled'].includes(other.reason)
    if (isSame && isFinal && !isBelieved && (what === 'look' || what === 'renew'))
      faults.push(`${name} is accepted after it was refused as ${other.reason}`)
  }
  const end = lastMoment(used, entries)
  const isExpired = entry.startedAt >= end + strategy.tolerance * 1000 + 2 * disagreement
  if (what === 'look' && isExpired) faults.push(`${name} is accepted after it expired`)
  return faults
}

/** When credentials end by themselves at the latest, in true time. */
function lastMoment({ strategy, expiresAt, session }: Grant, entries: Log['entries']): number {
  if (strategy.promises['absolute-timeout'].stops !== 'never' || !strategy.listsSessions)
    return expiresAt
  const uses = entries.filter(({ seen }) => seen?.id === session.id)
  return Math.max(expiresAt, ...uses.map(({ endedAt }) => endedAt + lifetimes.sessionTtl * 1000))
}

/** What nothing has ended, and yet is refused. */
function falselyRefused(entry: Entry, used: Grant, log: Log): string[] {
  const { entries, disagreement } = log
  const { strategy, session, by } = used
  const name = `${entry.what} with #${log.grants.indexOf(used)} under ${strategy.id}`
  if (entry.what === 'renew' && !isNewest(entry, used, entries)) return []
  // On a clock that has not got there it is not valid yet.
  if (entry.lowest < used.issuedOn) return []
  // Time that passes while it is issued can leave it expired from the first.
  if (used.expiresAt <= used.issuedOn) return []
  const isEnded = entries.some((other) => other.started < entry.ended && mayHaveEnded(other, used))
  if (isEnded) return []
  const renewable = strategy.renewsExpired ? readableUntil(used, entry, entries) : session.expiresAt
  const end = entry.what === 'renew' ? renewable : used.expiresAt
  // What is told of its end may be off by as long as it took to be issued.
  const issuing = by.endedAt - by.startedAt
  if (entry.endedAt >= end - 1000 - issuing - 2 * disagreement) return []
  if (['at-once', 'within'].includes(stops(strategy, 'idle-timeout'))) {
    const uses = entries.filter(
      (other) =>
        other.answer === 'done' &&
        other.ended < entry.started &&
        other.seen?.id === session.id &&
        (other.what === 'renew' || !strategy.renews),
    )
    const last = Math.max(by.startedAt, ...uses.map(({ startedAt }) => startedAt))
    if (entry.endedAt - last >= (lifetimes.idleTtl - 61) * 1000 - 2 * disagreement) return []
  }
  return [`${name} is refused as ${entry.reason}, and nothing has ended it`]
}

/** Until when what has expired can be traded: for as long as a retired key verifies. */
function readableUntil({ by }: Grant, entry: Entry, entries: Log['entries']): number {
  const retired = entries.filter(
    ({ what, started, ended }) =>
      what === 'retire the keys' && ended > by.started && started < entry.ended,
  )
  return Math.min(...retired.map(({ startedAt }) => startedAt + lifetimes.sessionTtl * 1000))
}

/** Is a refresh token, where it changes with every use, the last that its family was given? */
function isNewest(entry: Entry, used: Grant, entries: Log['entries']): boolean {
  if (!used.strategy.renews) return false
  if (!used.strategy.detectsReuse) return true
  return !entries.some(
    (other) =>
      other !== entry &&
      other !== used.by &&
      other.what === 'renew' &&
      other.used?.session.id === used.session.id &&
      other.started < entry.ended &&
      other.ended > used.by.started,
  )
}

import type { Entry, Grant, Log } from './log.ts'
import type { What } from './operations.ts'
import { isPromised, ofAccount, secondsOf } from './endings.ts'

/** Who answers, as what, and who may sign in. */

/** Is what was seen what was signed in? */
export function strangerSeen(entry: Entry, used: Grant, log: Log): string[] {
  const { seen } = entry
  const { session, strategy } = used
  if (!seen) return []
  const name = `${entry.what} with #${log.grants.indexOf(used)} under ${strategy.id}`
  const isSame = seen.username === session.username && seen.account === session.account
  if (!isSame) return [`${name} answers for ${seen.username}, signed in was ${session.username}`]
  // Tokens carry whole seconds.
  const isMoved = Math.abs(seen.signedInAt - session.signedInAt) >= 1000
  if (isMoved) return [`${name} answers with another time of sign-in`]
  if (seen.role === null) return []
  return isStaleRole(entry, used, seen.role, log) ? [`${name} answers with an old role`] : []
}

const roleOf = (what: What) => (what === 'make admin' ? 'admin' : 'member')

function isStaleRole(entry: Entry, { strategy, session }: Grant, role: string, log: Log): boolean {
  const promise = strategy.promises['role-change']
  // Who has another id, or is gone, has no role to be read.
  const isLost = log.entries.some(
    ({ what, username }) =>
      (what === 'rekey' || what === 'delete') && username === session.username,
  )
  if (isLost || !isPromised(strategy, 'role-change')) return false
  const changes = log.entries.filter(
    ({ what, username }) =>
      (what === 'restore' || what.startsWith('make ')) &&
      (username ?? session.username) === session.username,
  )
  const allowed = 'of' in promise ? secondsOf(promise.of) * 1000 + 2 * log.disagreement : 0
  const isOver = (end: number, endAt: number, than: number) =>
    end < than && entry.startedAt - endAt >= allowed
  /** Has a later change, that is done, taken its place? */
  const isReplaced = (ended: number) =>
    changes.some(
      (other) =>
        (other.answer === 'done' || other.isRecorded) &&
        other.started > ended &&
        isOver(other.ended, other.endedAt, entry.started),
    )
  const roles = [{ role: 'member', ended: 0 }].concat(
    changes
      .filter(({ started, answer }) => answer !== 'refused' && started < entry.ended)
      .map(({ what, ended }) => ({ role: roleOf(what), ended })),
  )
  return !roles.some((one) => one.role === role && !isReplaced(one.ended))
}

/** A sign-in that should not have been, or that was refused for no reason. */
export function signInFaults(entry: Entry, { entries }: Log): string[] {
  const { username, answer, reason } = entry
  if (answer === 'unknown') return []
  const theirs = entries.filter((other) => (other.username ?? username) === username)
  const closes = (what: What) => what === 'ban' || what === 'delete'
  const opens = (what: What) => what === 'unban' || what === 'restore'
  if (answer === 'done') {
    const isClosed = theirs.some(
      (closing) =>
        closes(closing.what) &&
        closing.answer === 'done' &&
        closing.ended < entry.started &&
        !theirs.some(({ what, ended }) => opens(what) && ended > closing.started),
    )
    return isClosed ? [`${username} signs in after a ban, or gone`] : []
  }
  // Whatever changes the account while its password is checked may refuse it.
  const changes = [...Object.keys(ofAccount), 'restore', 'unban', 'make admin', 'make member']
  const isDisturbed = theirs.some(
    ({ what, answer: other, started, ended, settled }) =>
      changes.includes(what) &&
      started < entry.ended &&
      ((other === 'unknown' ? settled : ended) > entry.started || closes(what)),
  )
  return isDisturbed ? [] : [`${username} is refused at sign-in as ${reason}`]
}

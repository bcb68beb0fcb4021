import type { Entry, Log } from './log.ts'
import type { What } from './operations.ts'

/** Which links replace a password, and which no longer do. */

/** What takes the place of a link that was sent before, or leaves nothing for it to open. */
const voiding: readonly What[] = [
  'offer a reset',
  'reset the password',
  'change the password',
  'restore',
  'delete',
]

/** A reset that should not have been, or that was refused for no reason. */
export function resetFaults(entry: Entry, { entries, resets, disagreement }: Log): string[] {
  const { reset, username, answer } = entry
  if (!reset || answer === 'unknown') return []
  const name = `the reset #${resets.indexOf(reset)} of ${username}`
  const theirs = entries.filter(
    (other) => other !== entry && (other.username ?? username) === username,
  )
  if (answer === 'done') {
    const faults: string[] = []
    const isTwice = theirs.some((other) => other.reset === reset && other.answer === 'done')
    if (isTwice) faults.push(`${name} is accepted twice`)
    const voided = theirs.find(
      (other) =>
        voiding.includes(other.what) &&
        (other.answer === 'done' || other.isRecorded) &&
        other.started > reset.by.ended &&
        other.ended < entry.started,
    )
    if (voided) faults.push(`${name} is accepted after "${voided.what}"`)
    if (entry.startedAt >= reset.expiresAt + 2 * disagreement)
      faults.push(`${name} is accepted after it expired`)
    return faults
  }
  if (entry.endedAt >= reset.expiresAt - 2 * disagreement) return []
  const isDisturbed = theirs.some(
    ({ what, answer: other, started, ended }) =>
      other !== 'refused' &&
      started < entry.ended &&
      (what === 'ban' ||
        (voiding.includes(what) && (other === 'unknown' || ended > reset.by.started))),
  )
  return isDisturbed ? [] : [`${name} is refused as ${entry.reason}`]
}

import type { CellSummary } from '../model.ts'
import { inHours, readable, unbroken } from './durations.ts'

/** How long a copy survived, for pages, files and faults alike. */

type Measured = Pick<CellSummary, 'firstRefused' | 'horizon' | 'promise'>

/** Measuring ended before the promise was due: what comes after is not known. */
export const endsEarly = ({ firstRefused, horizon, promise }: Measured): boolean =>
  firstRefused === null && 'seconds' in promise && promise.seconds > horizon

/** Only what was measured decides, except between two ways to say the same duration. */
export function survivalWords(cell: Measured): string {
  const { firstRefused, horizon, promise } = cell
  if (firstRefused === null) {
    const word = `at least ${inHours(horizon)} (to the horizon)`
    return endsEarly(cell) ? `In for ${word}` : `Never: ${word}`
  }
  if (firstRefused === 0) return 'Blocked at once'
  const isExpiry = promise.stops === 'at-expiry' || promise.stops === 'not-by-this'
  return isExpiry ? `At expiry, ${readable(firstRefused)}` : `Within ${readable(firstRefused)}`
}

/** The same in a word or two. */
export function shortSurvival({ firstRefused, horizon }: Measured): string {
  if (firstRefused === null) return unbroken(`≥\u00a0${inHours(horizon)}`)
  return firstRefused === 0 ? 'At once' : unbroken(readable(firstRefused))
}

/** Exactly what was measured: between which two seconds the door closed. */
export function exactSurvival({
  lastAccepted,
  firstRefused,
  horizon,
}: Pick<CellSummary, 'lastAccepted' | 'firstRefused' | 'horizon'>): string {
  const counted = (seconds: number) => seconds.toLocaleString('en')
  if (firstRefused === null) return `still accepted at ${counted(horizon)} s, where measuring ended`
  if (lastAccepted === null) return 'refused at the first knock, 0 s after the event'
  return `accepted at ${counted(lastAccepted)} s, refused at ${counted(firstRefused)} s`
}

/** Who else was hit, in a word or two; null where nobody was. */
export const collateralMarks = {
  none: null,
  'other-devices': 'other devices',
  everyone: 'everyone',
} as const

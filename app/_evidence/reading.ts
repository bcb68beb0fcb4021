import type { CellSummary } from '#lib/evidence/model.ts'
import type { VerdictKind } from '#app/_ui/verdict.tsx'
import { inHours, readable } from '#app/_words/durations.ts'

/** What a cell says, for the eye and for files: the same words everywhere. */
export interface Reading {
  kind: VerdictKind
  word: string
}

type Measured = Pick<CellSummary, 'firstRefused' | 'horizon' | 'promise'>

/** Measuring ended before the promise was due: what comes after is not known. */
export const endsEarly = ({ firstRefused, horizon, promise }: Measured): boolean =>
  firstRefused === null && 'seconds' in promise && promise.seconds > horizon

/** Only what was measured decides, except between two ways to say the same duration. */
export function readingOf(cell: Measured): Reading {
  const { firstRefused, horizon, promise } = cell
  if (firstRefused === null) {
    const word = `at least ${inHours(horizon)} (to the horizon)`
    return { kind: 'in', word: endsEarly(cell) ? `In for ${word}` : `Never: ${word}` }
  }
  if (firstRefused === 0) return { kind: 'blocked', word: 'Blocked at once' }
  const isExpiry = promise.stops === 'at-expiry' || promise.stops === 'not-by-this'
  return isExpiry
    ? { kind: 'in', word: `At expiry, ${readable(firstRefused)}` }
    : { kind: 'waiting', word: `Within ${readable(firstRefused)}` }
}

/** The same in a word or two, beside the icon that says which kind of verdict it is. */
export function shortly({ firstRefused, horizon }: Measured): string {
  if (firstRefused === null) return unbroken(`≥\u00a0${inHours(horizon)}`)
  return firstRefused === 0 ? 'At once' : unbroken(readable(firstRefused))
}

/** A number stays with its unit. */
const unbroken = (words: string) => words.replaceAll(/(\d) /g, '$1\u00a0')

export const collateralMarks = {
  none: null,
  'other-devices': 'other devices',
  everyone: 'everyone',
} as const

/** Where there is room for one word. */
export const shortCollateral = { 'other-devices': 'devices', everyone: 'everyone' } as const

/** A cell in one line, as in a file. */
export function cellLine(cell: CellSummary): string {
  const hurt = collateralMarks[cell.collateral]
  const broken = cell.broken.length > 0 ? 'BROKEN: ' : ''
  return `${broken}${readingOf(cell).word}${hurt ? `; also hits ${hurt}` : ''}`
}

/** Exactly what was measured: between which two seconds the door closed. */
export function exactly({
  lastAccepted,
  firstRefused,
  horizon,
}: Pick<CellSummary, 'lastAccepted' | 'firstRefused' | 'horizon'>): string {
  const told = (seconds: number) => seconds.toLocaleString('en')
  if (firstRefused === null) return `still accepted at ${told(horizon)} s, where measuring ended`
  if (lastAccepted === null) return 'refused at the first knock, 0 s after the event'
  return `accepted at ${told(lastAccepted)} s, refused at ${told(firstRefused)} s`
}

import type { CellSummary } from '#lib/evidence/model.ts'
import { survivalWords } from '#lib/evidence/words/survival.ts'
import type { VerdictKind } from '#app/_ui/verdict.tsx'

/** What a cell says, for the eye: the words that files have, and which icon goes with them. */
interface Reading {
  kind: VerdictKind
  word: string
}

type Measured = Pick<CellSummary, 'firstRefused' | 'horizon' | 'promise'>

export const readingOf = (cell: Measured): Reading => ({
  kind: kindOf(cell),
  word: survivalWords(cell),
})

function kindOf({ firstRefused, promise }: Measured): VerdictKind {
  if (firstRefused === 0) return 'blocked'
  const isExpiry = promise.stops === 'at-expiry' || promise.stops === 'not-by-this'
  return firstRefused === null || isExpiry ? 'in' : 'waiting'
}

/** Where there is room for one word. */
export const shortCollateral = { 'other-devices': 'devices', everyone: 'everyone' } as const

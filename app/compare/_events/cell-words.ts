import type { CellSummary } from '#lib/evidence/model.ts'
import { shortSurvival } from '#lib/evidence/words/survival.ts'
import { shortCollateral } from '#app/_evidence/reading.ts'

/** A cell in a few words, for a table that nobody can open. */
export function cellWords(cell: CellSummary | undefined): string {
  if (!cell) return 'not measured'
  const hurt = cell.collateral === 'none' ? '' : `, ${shortCollateral[cell.collateral]}`
  return `${shortSurvival(cell)}${hurt}${cell.broken.length > 0 ? ', BROKEN' : ''}`
}

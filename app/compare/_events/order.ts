import type { Named } from '#lib/evidence/named.ts'
import type { CellSummary } from '#lib/evidence/model.ts'
import { cellKey } from '#app/_evidence/paths.ts'
import type { Score } from '../../_evidence/score.ts'
import type { Sort } from './selection.ts'

/** The rows in the order that was asked for; what is not measured yet comes last. */
export function inOrder<Row extends Named>(
  rows: readonly Row[],
  sort: Sort,
  cells: ReadonlyMap<string, CellSummary>,
  ranking: readonly Score[],
): readonly Row[] {
  if (sort === 'usual') return rows
  const places = new Map(
    rows.map(({ id }) => {
      if (sort === 'rank') return [id, ranking.findIndex(({ strategy }) => strategy === id)]
      const cell = cells.get(cellKey(id, sort))
      return [id, cell ? (cell.firstRefused ?? Number.MAX_SAFE_INTEGER) : Infinity]
    }),
  )
  // A difference of infinities is no number, so places are compared and not subtracted.
  return rows.toSorted((a, b) => {
    const [first, second] = [places.get(a.id) ?? 0, places.get(b.id) ?? 0]
    if (first === second) return 0
    return first < second ? -1 : 1
  })
}

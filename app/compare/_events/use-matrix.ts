import { cellShape } from '#app/_evidence/cell-shapes.ts'
import type { CellSummary } from '#lib/evidence/model.ts'
import { cellKey, matrixPath } from '#app/_evidence/paths.ts'
import { useFeed, type Feed, type Kind } from '../_matrix/use-feed.ts'

const kind: Kind<CellSummary> = {
  shape: cellShape,
  key: ({ strategy, event }) => cellKey(strategy, event),
}

/** The matrix of one source of lifetimes, cell by cell as it is measured. */
export const useMatrix = (source: string, expected: number): Feed<CellSummary> =>
  useFeed(matrixPath(source), kind, expected)

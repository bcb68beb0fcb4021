import { cellKey, cellSchema, matrixPath, type Cell } from '../../_evidence/cells.ts'
import { useFeed, type Feed, type Kind } from '../_matrix/use-feed.ts'

const kind: Kind<Cell> = {
  shape: cellSchema,
  key: ({ strategy, event }) => cellKey(strategy, event),
}

/** The matrix of one source of lifetimes, cell by cell as it is measured. */
export const useMatrix = (source: string, expected: number): Feed<Cell> =>
  useFeed(matrixPath(source), kind, expected)

import { useCallback, useEffect, useState } from 'react'
import { cellKey, matrixPath, type Cell } from './cells.ts'
import { cellsOf } from './stream.ts'

export interface Matrix {
  cells: ReadonlyMap<string, Cell>
  state: 'measuring' | 'done' | 'lost'
  /** When these were asked for, in ISO 8601; empty until the first cell is in. */
  at: string
  /** When the feed broke off, as the visitor's clock has it. */
  lostAt: Date | null
}

const nothing: Matrix = { cells: new Map(), state: 'measuring', at: '', lostAt: null }

/** The matrix of one source of lifetimes, cell by cell as it is measured. */
export function useMatrix(source: string, expected: number): Matrix & { retry(): void } {
  const [turn, setTurn] = useState(0)
  const [kept, setKept] = useState({ source, turn, matrix: nothing })
  // What was measured under other lifetimes is never shown under these.
  const matrix = kept.source === source ? kept.matrix : nothing

  useEffect(() => {
    const abort = new AbortController()
    const at = new Date().toISOString()
    const update = (change: (before: Matrix) => Partial<Matrix>) =>
      setKept((before) => {
        const known = before.source === source ? before.matrix : nothing
        return { source, turn, matrix: { ...known, ...change(known) } }
      })
    const read = async () => {
      update(() => ({ state: 'measuring', lostAt: null }))
      const seen = new Set<string>()
      for await (const more of cellsOf(matrixPath(source), abort.signal)) {
        for (const { strategy, event } of more) seen.add(cellKey(strategy, event))
        update(({ cells }) => ({
          at,
          cells: new Map([
            ...cells,
            ...more.map((cell) => [cellKey(cell.strategy, cell.event), cell] as const),
          ]),
        }))
      }
      // A server that goes away in the middle ends the body, and no error tells of it.
      if (seen.size < expected) throw new Error('the feed broke off')
      update(() => ({ state: 'done' }))
    }
    read().catch(() => {
      if (!abort.signal.aborted) update(() => ({ state: 'lost', lostAt: new Date() }))
    })
    return () => abort.abort()
  }, [source, expected, turn])

  const retry = useCallback(() => setTurn((before) => before + 1), [])
  return { ...matrix, retry }
}

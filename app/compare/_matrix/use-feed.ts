import { startTransition, useCallback, useEffect, useState } from 'react'
import type { Shape } from '#app/_data/shape.ts'
import { readCells } from '../_events/stream.ts'

/** How long cells are gathered until they are drawn, which draws all that follows from them. Milliseconds. */
const GATHERED = 300

/** Cells that the server measures while they are read. */
export interface Feed<Cell> {
  cells: ReadonlyMap<string, Cell>
  state: 'measuring' | 'done' | 'lost'
  /** When these were asked for, in ISO 8601; empty until the first cell is in. */
  at: string
  /** When the feed broke off, as the visitor's clock has it. */
  lostAt: Date | null
  retry(): void
}

/** What a feed is made of; the same functions every time, or it is asked for anew. */
export interface Kind<Cell> {
  shape: Shape<Cell>
  key: (cell: Cell) => string
}

type Kept<Cell> = Omit<Feed<Cell>, 'retry'>

/** The cells at a path, one by one as they are measured. */
export function useFeed<Cell>(
  path: string,
  { shape, key }: Kind<Cell>,
  expected: number,
): Feed<Cell> {
  const [turn, setTurn] = useState(0)
  const [nothing] = useState<Kept<Cell>>({
    cells: new Map(),
    state: 'measuring',
    at: '',
    lostAt: null,
  })
  const [kept, setKept] = useState({ path, turn, feed: nothing })
  // What was measured under other lifetimes is never shown under these.
  const feed = kept.path === path ? kept.feed : nothing

  useEffect(() => {
    const abort = new AbortController()
    const at = new Date().toISOString()
    let gathered: (readonly [string, Cell])[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    // Whoever scrolls or types does not wait for cells.
    const update = (change: (before: Kept<Cell>) => Partial<Kept<Cell>>) => {
      if (abort.signal.aborted) return
      startTransition(() =>
        setKept((before) => {
          const known = before.path === path ? before.feed : nothing
          return { path, turn, feed: { ...known, ...change(known) } }
        }),
      )
    }
    const draw = () => {
      clearTimeout(timer)
      timer = undefined
      const more = gathered
      gathered = []
      if (more.length > 0) update(({ cells }) => ({ at, cells: new Map([...cells, ...more]) }))
    }
    const read = async () => {
      update(() => ({ state: 'measuring', lostAt: null }))
      const seen = new Set<string>()
      const take = (more: readonly Cell[]) => {
        const entries = more.map((cell) => [key(cell), cell] as const)
        for (const [name] of entries) seen.add(name)
        gathered.push(...entries)
        timer ??= setTimeout(draw, GATHERED)
      }
      await readCells(path, shape, abort.signal, take).finally(draw)
      // A server that goes away in the middle ends the body, and no error tells of it.
      if (seen.size < expected) throw new Error('the feed broke off')
      update(() => ({ state: 'done' }))
    }
    read().catch(() => update(() => ({ state: 'lost', lostAt: new Date() })))
    return () => abort.abort()
  }, [path, shape, key, expected, turn, nothing])

  const retry = useCallback(() => setTurn((before) => before + 1), [])
  return { ...feed, retry }
}

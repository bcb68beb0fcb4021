import type { CellRun } from '#lib/evidence/model.ts'
import { readCell } from '#app/_evidence/read-cell.ts'
import { useEffect, useState } from 'react'
import { eventNames, type EventName } from '#lib/strategies/events.ts'

export type Cell = { kind: 'ready'; run: CellRun } | { kind: 'failed'; detail: string }

/** Every event of one strategy, one after the other, each as soon as it is measured. */
export function useCells(strategy: string): Partial<Record<EventName, Cell>> {
  const [cells, setCells] = useState<Partial<Record<EventName, Cell>>>({})
  useEffect(() => {
    const asking = new AbortController()
    void (async () => {
      for (const event of eventNames) {
        const result = await readCell(strategy, event, asking.signal)
        if (asking.signal.aborted) return
        const cell: Cell = result.ok
          ? { kind: 'ready', run: result.data }
          : { kind: 'failed', detail: result.detail }
        setCells((before) => ({ ...before, [event]: cell }))
      }
    })()
    return () => asking.abort()
  }, [strategy])
  return cells
}

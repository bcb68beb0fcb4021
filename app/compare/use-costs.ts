import { useEffect, useState } from 'react'
import type { RequestCost } from './_cells/score.ts'

interface Costs {
  known: Readonly<Record<string, RequestCost>>
  /** Nothing more is to come. */
  areAll: boolean
}

/** What a request costs under each strategy, from the run of a log-out: cells tell no costs. */
export function useCosts(source: string, strategies: readonly string[], isReady: boolean): Costs {
  const [kept, setKept] = useState<Costs & { source: string }>({ source, ...nothing })
  useEffect(() => {
    if (!isReady) return
    const abort = new AbortController()
    const note = (more: Costs['known'], areAll: boolean) => {
      if (abort.signal.aborted) return
      setKept((before) => {
        const known = before.source === source ? before.known : {}
        return { source, known: { ...known, ...more }, areAll }
      })
    }
    const read = async () => {
      // Asked for after the matrix, so what asks comes after it too.
      const { readCost } = await import('./_cells/cost.ts')
      for (const strategy of strategies) {
        const cost = await readCost(source, strategy, abort.signal)
        if (abort.signal.aborted) return
        if (cost) note({ [strategy]: cost }, false)
      }
    }
    // What is not known costs no points, and the table shows a dash.
    void read()
      .catch(() => {})
      .finally(() => note({}, true))
    return () => abort.abort()
  }, [source, strategies, isReady])
  return kept.source === source ? kept : nothing
}

const nothing: Costs = { known: {}, areAll: false }

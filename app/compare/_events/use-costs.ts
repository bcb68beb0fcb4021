import { useEffect, useState } from 'react'
import type { RequestCost } from '../../_evidence/score.ts'

type Costs = Readonly<Record<string, RequestCost>>

/** What a request costs under each strategy, over a working day: cells tell no costs. */
export function useCosts(source: string, strategies: readonly string[], isReady: boolean): Costs {
  const [kept, setKept] = useState<{ source: string; costs: Costs }>({ source, costs: {} })
  useEffect(() => {
    if (!isReady) return
    const abort = new AbortController()
    const read = async () => {
      // Asked for after the matrix, so what asks comes after it too.
      const { readCost } = await import('./cost.ts')
      const costs: Record<string, RequestCost> = {}
      for (const strategy of strategies) {
        const cost = await readCost(source, strategy, abort.signal)
        if (abort.signal.aborted) return
        if (cost) costs[strategy] = cost
      }
      // All at once: there is no rank until the last one is in, and each would draw the page.
      setKept({ source, costs })
    }
    // What is not known costs no points, and the table shows a dash.
    read().catch(() => {})
    return () => abort.abort()
  }, [source, strategies, isReady])
  return kept.source === source ? kept.costs : nothing
}

const nothing: Costs = {}

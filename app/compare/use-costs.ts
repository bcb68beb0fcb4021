import { useEffect, useState } from 'react'
import { call } from '#app/_data/call.ts'
import { evidencePath, evidenceSchema } from './_cells/cells.ts'
import { requestCost } from './_cells/cost.ts'
import type { RequestCost } from './_cells/score.ts'

type Costs = Readonly<Record<string, RequestCost>>

/** What a request costs under each strategy, from the run of a log-out: cells tell no costs. */
export function useCosts(source: string, strategies: readonly string[], isReady: boolean): Costs {
  const [kept, setKept] = useState<{ source: string; costs: Costs }>({ source, costs: {} })
  useEffect(() => {
    if (!isReady) return
    const abort = new AbortController()
    const read = async () => {
      for (const strategy of strategies) {
        const path = evidencePath(source, strategy, 'logout')
        const answer = await call('GET', path, evidenceSchema, { signal: abort.signal })
        if (abort.signal.aborted) return
        const cost = answer.ok ? requestCost(answer.data) : null
        if (!cost) continue
        setKept((before) => ({
          source,
          costs: { ...(before.source === source ? before.costs : {}), [strategy]: cost },
        }))
      }
    }
    void read()
    return () => abort.abort()
  }, [source, strategies, isReady])
  return kept.source === source ? kept.costs : nothing
}

const nothing: Costs = {}

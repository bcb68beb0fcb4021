import { useCallback, useEffect, useState } from 'react'
import { call, type Failure } from '#app/_data/call.ts'
import type { EventName } from '#lib/sessions/events.ts'
import { evidencePath, evidenceSchema, type Evidence } from './cells.ts'

export interface Fetched {
  evidence: Evidence | null
  failure: Failure | null
  retry(): void
}

interface Kept {
  path: string
  turn: number
  result: Evidence | Failure
}

/** One cell with every step of its run; nothing is asked for without an event. */
export function useEvidence(source: string, strategy: string, event: EventName | null): Fetched {
  const [turn, setTurn] = useState(0)
  const path = event && evidencePath(source, strategy, event)
  const [kept, setKept] = useState<Kept | null>(null)
  useEffect(() => {
    if (path === null) return
    const abort = new AbortController()
    const read = async () => {
      const result = await call('GET', path, evidenceSchema, { signal: abort.signal })
      if (!abort.signal.aborted) setKept({ path, turn, result: result.ok ? result.data : result })
    }
    void read()
    return () => abort.abort()
  }, [path, turn])
  const retry = useCallback(() => setTurn((before) => before + 1), [])
  const result = kept && kept.path === path && kept.turn === turn ? kept.result : null
  const hasFailed = result !== null && 'ok' in result
  return {
    evidence: hasFailed ? null : result,
    failure: hasFailed ? result : null,
    retry,
  }
}

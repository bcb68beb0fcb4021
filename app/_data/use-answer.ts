import { useCallback, useEffect, useState } from 'react'
import { call, type Failure } from './call.ts'
import type { Shape } from './shape.ts'

export interface Answered<Data> {
  /** Null while it is asked for, and where it failed. */
  data: Data | null
  failure: Failure | null
  retry(): void
}

/** What the server answers to a GET; asked again for another path, and on `retry`. */
export function useAnswer<Data>(path: string, shape: Shape<Data>): Answered<Data> {
  const [turn, setTurn] = useState(0)
  const [answered, setAnswered] = useState<
    (Answered<Data> & { path: string; turn: number }) | null
  >(null)
  const retry = useCallback(() => setTurn((before) => before + 1), [])
  useEffect(() => {
    const abort = new AbortController()
    const read = async () => {
      const answer = await call('GET', path, shape, { signal: abort.signal })
      if (abort.signal.aborted) return
      const result = answer.ok
        ? { data: answer.data, failure: null }
        : { data: null, failure: answer }
      setAnswered({ ...result, retry, path, turn })
    }
    void read()
    return () => abort.abort()
  }, [path, shape, turn, retry])
  const isCurrent = answered !== null && answered.path === path && answered.turn === turn
  return isCurrent ? answered : { data: null, failure: null, retry }
}

import { useCallback, useEffect, useState } from 'react'
import { call, type Failure } from '#app/_data/call.ts'
import { attackPath, attackRunShape, type AttackRun } from './cells.ts'

interface Kept {
  path: string
  turn: number
  result: AttackRun | Failure
}

/** One attack under one strategy, with every step. */
export function useAttackRun(source: string, strategy: string, attack: string) {
  const [turn, setTurn] = useState(0)
  const path = attackPath(source, strategy, attack)
  const [kept, setKept] = useState<Kept | null>(null)
  useEffect(() => {
    const abort = new AbortController()
    const read = async () => {
      const result = await call('GET', path, attackRunShape, { signal: abort.signal })
      if (!abort.signal.aborted) setKept({ path, turn, result: result.ok ? result.data : result })
    }
    void read()
    return () => abort.abort()
  }, [path, turn])
  const retry = useCallback(() => setTurn((before) => before + 1), [])
  const result = kept && kept.path === path && kept.turn === turn ? kept.result : null
  const hasFailed = result !== null && 'ok' in result
  return { run: hasFailed ? null : result, failure: hasFailed ? result : null, retry }
}

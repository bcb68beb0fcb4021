import { useCallback, useState } from 'react'
import { call, type Method, type Result } from '#app/_data/call.ts'
import { storedCredentials } from '#app/_data/credential-storage.ts'
import type { Shape } from '#app/_data/shape.ts'
import { entryOf, type Entry } from './wire.ts'

const SHOWN_REQUESTS = 20
/** After which the page says that it is waiting, and after which it waits no longer. Milliseconds. */
const SLOW = 4_000
const TOO_LONG = 30_000

export type Ask = <Data>(
  method: Method,
  rest: string,
  schema: Shape<Data>,
  body?: Record<string, unknown>,
) => Promise<Result<Data>>

/** Requests under one strategy, written into a log, each with a bound on how long it may take. */
export function useRequests(place: string, strategy: string, isBearer: boolean) {
  const [log, setLog] = useState<Entry[]>([])
  const [slow, setSlow] = useState(0)

  const once: Ask = useCallback(
    async (method, rest, schema, body) => {
      const path = `/api/strategies/${strategy}/${rest}`
      const { access } = isBearer ? storedCredentials(place, strategy) : {}
      const abort = new AbortController()
      const limit = setTimeout(() => abort.abort(), TOO_LONG)
      const answer = await call(method, path, schema, { body, access, signal: abort.signal })
      clearTimeout(limit)
      const result = abort.signal.aborted && !answer.ok ? { ...answer, ...noAnswer } : answer
      setLog((before) => {
        const entry = entryOf((before[0]?.number ?? 0) + 1, method, path, body, result)
        return [entry, ...before].slice(0, SHOWN_REQUESTS)
      })
      return result
    },
    [strategy, isBearer, place],
  )

  /** Counts what takes long, for as long as it does. */
  const patiently = useCallback(async <Data>(work: () => Promise<Data>): Promise<Data> => {
    let isSlow = false
    const timer = setTimeout(() => {
      isSlow = true
      setSlow((count) => count + 1)
    }, SLOW)
    try {
      return await work()
    } finally {
      clearTimeout(timer)
      if (isSlow) setSlow((count) => count - 1)
    }
  }, [])

  return { once, patiently, log, isSlow: slow > 0 }
}

const noAnswer = {
  code: 'no_answer',
  detail:
    'No answer came in 30 s, so nobody knows whether it was done. A browser opens six connections to one server: other tabs may hold them all.',
}

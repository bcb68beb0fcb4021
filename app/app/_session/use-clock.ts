import { useEffect, useMemo, useRef } from 'react'

/** How long before its end a credential is renewed at the most. Seconds. */
const EARLY = 15

/** The workspace's clock, which runs ahead of the browser's, as answers tell it. */
export function useClock(startedAt: number | null) {
  /** Seconds from the browser's clock to it; null while nothing is known of it. */
  const ahead = useRef<number | null>(null)
  /** The longest that a credential was seen to hold: of a short life, a fifth is early enough. */
  const longest = useRef(0)
  useEffect(() => {
    if (startedAt !== null) ahead.current ??= startedAt - Date.now() / 1_000
  }, [startedAt])
  return useMemo(
    () => ({
      hear(headers: Headers | null) {
        const now = headers?.get('X-Lab-Now')
        if (now) ahead.current = Number(now) - Date.now() / 1_000
      },
      isNear(time: number): boolean {
        if (ahead.current === null) return false
        const left = time - ahead.current - Date.now() / 1_000
        longest.current = Math.max(longest.current, left)
        return left <= Math.min(EARLY, longest.current / 5)
      },
    }),
    [],
  )
}

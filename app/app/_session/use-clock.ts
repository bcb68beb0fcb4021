import { useEffect, useMemo, useRef } from 'react'
import { isNearEnd } from '#lib/strategies/renewal-due.ts'

/** The workspace's clock, which runs ahead of the browser's, as answers tell it. */
export function useClock(startedAt: number | null) {
  /** Seconds from the browser's clock to it; null while nothing is known of it. */
  const ahead = useRef<number | null>(null)
  /** The longest that a credential was seen to hold. */
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
        return isNearEnd(left, longest.current)
      },
    }),
    [],
  )
}

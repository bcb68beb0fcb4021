import { useCallback, useRef, useState } from 'react'
import { inspect, type Inspection } from '#app/_data/inspection.ts'

/** What the server kept of every strategy when the session was stolen: before the event, that is. */
export function useBefore(lanes: readonly { id: string }[]) {
  const [before, setBefore] = useState<Readonly<Record<string, Inspection>>>({})
  const looking = useRef<Promise<void>>(Promise.resolve())

  const lookBefore = useCallback(() => {
    looking.current = Promise.all(
      lanes.map(async ({ id }) => {
        const result = await inspect(id)
        return result.ok ? ([[id, result.data]] as const) : []
      }),
    ).then((all) => setBefore(Object.fromEntries(all.flat())))
  }, [lanes])

  /** The event has to wait for it, or it would show what the event did. */
  const haveLooked = useCallback(() => looking.current, [])
  return { before, lookBefore, haveLooked }
}

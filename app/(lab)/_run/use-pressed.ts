import { useCallback, useEffect, useRef, useState } from 'react'
import type { LabEvent } from './lab-events.ts'

type Press = { does: 'steal' } | { does: 'fire'; event: LabEvent }

/**
 * A visitor may press before the first visit's workspace is there: the press is kept, and done as
 * soon as it is. The last one counts.
 */
export function usePressed(
  isReady: boolean,
  actions: { steal(): Promise<void>; fire(event: LabEvent): Promise<void> },
) {
  const [waiting, setWaiting] = useState<Press | null>(null)
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  const perform = useCallback(
    (press: Press) =>
      press.does === 'steal' ? latest.current.steal() : latest.current.fire(press.event),
    [],
  )
  useEffect(() => {
    if (!isReady || !waiting) return
    // oxlint-disable-next-line react/set-state-in-effect -- it waited for this, and happens once
    setWaiting(null)
    void perform(waiting)
  }, [isReady, waiting, perform])
  return {
    isWaiting: waiting !== null,
    press(press: Press): void {
      if (isReady) void perform(press)
      else setWaiting(press)
    },
  }
}

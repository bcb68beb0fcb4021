import { useCallback, useEffect, useRef, useState } from 'react'
import { writeAddress } from '#app/_data/address.ts'

/** Seconds of the run that go by in a second of the visitor's. */
export const speeds = [
  { id: '60', name: '1 min a second' },
  { id: '600', name: '10 min a second' },
  { id: '3600', name: '1 h a second' },
] as const

/** Often enough to look smooth, seldom enough for many lanes. Milliseconds. */
const FRAME = 60
/** How long each moment is shown where motion is not wanted. Milliseconds. */
const JUMP = 1_000

const prefersStillness = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches

/** Where the replay stands, and what moves it. `stops` are the moments to jump between. */
export function usePlayback(
  startAt: number,
  horizon: number,
  { moments, jumps }: { moments: readonly number[]; jumps: readonly number[] },
) {
  const [at, setAt] = useState(startAt)
  const [isPlaying, setPlaying] = useState(false)
  const [speed, setSpeed] = useState('600')
  const current = useRef(at)
  const latest = useRef({ horizon, jumps })
  useEffect(() => {
    latest.current = { horizon, jumps }
  }, [horizon, jumps])

  const show = useCallback((next: number) => {
    current.current = Math.min(latest.current.horizon, Math.max(0, next))
    setAt(current.current)
  }, [])

  useEffect(() => {
    if (!isPlaying) return
    const isStill = prefersStillness()
    let before = performance.now()
    const timer = setInterval(
      () => {
        const now = performance.now()
        const gone = ((now - before) / 1000) * Number(speed)
        before = now
        const jump = latest.current.jumps.find((moment) => moment > current.current)
        show(isStill ? (jump ?? latest.current.horizon) : current.current + gone)
        if (current.current >= latest.current.horizon) setPlaying(false)
      },
      isStill ? JUMP : FRAME,
    )
    return () => clearInterval(timer)
  }, [isPlaying, speed, show])

  // Browsers limit how often an address may change, so it follows when the replay rests.
  useEffect(() => {
    if (isPlaying) return
    const timer = setTimeout(
      () => writeAddress({ at: at > 0 ? String(Math.round(at)) : null }),
      200,
    )
    return () => clearTimeout(timer)
  }, [at, isPlaying])

  const rest = (next: number) => {
    setPlaying(false)
    show(next)
  }
  return {
    at: Math.floor(at),
    isPlaying,
    speed,
    setSpeed,
    scrub: rest,
    toggle() {
      if (!isPlaying && current.current >= horizon) show(0)
      setPlaying(!isPlaying)
    },
    next: () => rest(moments.find((moment) => moment > Math.floor(at)) ?? horizon),
    previous: () => rest(moments.findLast((moment) => moment < Math.floor(at)) ?? 0),
  }
}

export type Playback = ReturnType<typeof usePlayback>

import { useEffect, useState } from 'react'

export const speeds = [
  { name: 'slow', every: 1_500 },
  { name: 'normal', every: 600 },
  { name: 'fast', every: 100 },
] as const

export type Speed = (typeof speeds)[number]['name']

const wantsNoMotion = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches

/** Goes through the frames, by itself or by hand. */
export function usePlayer(length: number, start: number) {
  const end = Math.max(0, length - 1)
  const [at, setAt] = useState(start)
  const [isPlaying, setPlaying] = useState(false)
  const [speed, setSpeed] = useState<Speed>('normal')
  const every = speeds.find(({ name }) => name === speed)?.every ?? 600
  const isRunning = isPlaying && at < end
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => setAt((before) => Math.min(before + 1, end)), every)
    return () => clearInterval(timer)
  }, [isRunning, every, end])

  const go = (to: number) => {
    setPlaying(false)
    setAt(Math.min(Math.max(0, to), end))
  }
  return {
    at: Math.min(at, end),
    end,
    isPlaying: isRunning,
    speed,
    setSpeed,
    go,
    play() {
      // Whoever wants no motion is shown the outcome, and goes back step by step.
      if (wantsNoMotion()) return go(end)
      if (at >= end) setAt(0)
      setPlaying(true)
    },
    pause: () => setPlaying(false),
  }
}

export type Player = ReturnType<typeof usePlayer>

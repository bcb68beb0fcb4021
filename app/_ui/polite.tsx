'use client'

import { useEffect, useRef, useState } from 'react'

/** A screen reader is told at most this often. Milliseconds. */
const AT_MOST_EVERY = 3_000

/** Tells what is new without a word for every small step. */
export function Polite({ text }: { text: string }) {
  const [told, setTold] = useState('')
  const lastTold = useRef(-Infinity)
  useEffect(() => {
    const wait = Math.max(0, lastTold.current + AT_MOST_EVERY - performance.now())
    const timer = setTimeout(() => {
      lastTold.current = performance.now()
      setTold(text)
    }, wait)
    return () => clearTimeout(timer)
  }, [text])
  return <output className="sr-only">{told}</output>
}

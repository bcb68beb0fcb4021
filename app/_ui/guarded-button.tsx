'use client'

import { useEffect, useRef, type ComponentProps, type MouseEvent } from 'react'

/** In which a second press at the same place is taken for a slip of the hand. Milliseconds. */
const MOMENT = 1_000
/** What a hand moves without meaning to. Pixels. */
const STILL = { finger: 24, pointer: 8 }

let last = { x: -Infinity, y: -Infinity, at: -Infinity }

/** A key, or a program that helps, presses without a place: only a pointer can hit by accident. */
const hasPlace = ({ detail }: { detail: number }) => detail > 0

// On the window, so that a button hears of a press before it is the last one.
if (typeof window !== 'undefined') {
  window.addEventListener('click', (event) => {
    if (!hasPlace(event)) return
    last = { x: event.clientX, y: event.clientY, at: performance.now() }
  })
}

/**
 * For what cannot be taken back. A page that changes after a press may put such a button under a
 * pointer that is about to press again, by appearing or by moving there: that press is not meant.
 */
export function GuardedButton({ onClick, ...rest }: ComponentProps<'button'>) {
  const appearedAt = useRef(-Infinity)
  useEffect(() => {
    appearedAt.current = performance.now()
  }, [])
  function press(event: MouseEvent<HTMLButtonElement>) {
    const { nativeEvent, clientX, clientY } = event
    const isFinger = nativeEvent instanceof PointerEvent && nativeEvent.pointerType === 'touch'
    const moved = Math.hypot(clientX - last.x, clientY - last.y)
    const isStill = moved <= (isFinger ? STILL.finger : STILL.pointer)
    const isSoon = performance.now() - Math.max(last.at, appearedAt.current) < MOMENT
    if (hasPlace(event) && isStill && isSoon) event.preventDefault()
    else onClick?.(event)
  }
  return <button type="button" className="button" {...rest} onClick={press} />
}

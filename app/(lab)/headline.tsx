'use client'

import { useEffect, useRef, useState } from 'react'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import type { Headline } from './_run/headline.ts'

/** The answer, as the biggest thing on the screen; while it is out of sight, as a bar at the foot. */
export function HeadlineAnswer({
  headline: { kind, asked, text, note },
  isLive,
  isBusy,
}: {
  headline: Headline
  isLive: boolean
  /** A run is being made: real sign-ins take a moment. */
  isBusy: boolean
}) {
  const title = useRef<HTMLHeadingElement>(null)
  const [isAway, setAway] = useState(false)
  useEffect(() => {
    const watch = new IntersectionObserver(([entry]) => setAway(!(entry?.isIntersecting ?? true)))
    if (title.current) watch.observe(title.current)
    return () => watch.disconnect()
  }, [])
  return (
    <div className="min-h-34 sm:min-h-30 lg:min-h-27">
      <h1
        ref={title}
        data-verdict={kind}
        className={`text-[34px] leading-10 sm:text-[44px] sm:leading-[52px] ${isLive && kind === 'in' ? 'text-in' : isLive && kind === 'blocked' ? 'text-blocked' : ''}`}
      >
        {asked && (
          <>
            <span className="block text-xl leading-7 text-soft">{asked}</span>{' '}
          </>
        )}
        {text}
      </h1>
      <p className="mt-1 text-soft">
        {isBusy
          ? 'Alice signs in under every strategy, and the thief copies what she holds …'
          : note}
      </p>
      {isLive && (
        <p
          aria-hidden
          className={`unprinted fixed inset-x-0 bottom-0 z-3 border-t border-edge bg-panel px-4 py-2 ${isAway ? '' : 'sm:hidden'}`}
        >
          <span className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-4 sm:px-2">
            <VerdictMark kind={kind} word={text} />
          </span>
        </p>
      )}
    </div>
  )
}

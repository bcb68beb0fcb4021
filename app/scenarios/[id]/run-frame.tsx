'use client'

import { useEffect, useRef, type ReactNode } from 'react'
import { Notice } from '#app/_ui/notice.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import type { Answered } from '#app/_data/use-answer.ts'

/** Around a run that comes from the server: under way, failed, or there. */
export function RunFrame({
  title,
  waiting,
  isFresh,
  failure,
  retry,
  children,
}: {
  title: string
  /** What is told while it is under way, and the height that the first of it will have. */
  waiting: { words: string; height: string }
  /** Was it started here, and not by a link into the middle of it? */
  isFresh: boolean
  /** Null while the run is under way. */
  children: ReactNode | null
} & Pick<Answered<unknown>, 'failure' | 'retry'>) {
  const heading = useRef<HTMLHeadingElement>(null)
  const wasFresh = useRef(isFresh)
  // What started the run is gone: the visitor is taken to what came of it.
  useEffect(() => {
    if (wasFresh.current) heading.current?.focus()
  }, [])
  return (
    <section aria-labelledby="run" className="panel mt-2 p-4">
      <h2 id="run" ref={heading} tabIndex={-1} className="text-lg outline-none">
        {title}
      </h2>
      {failure && (
        <Notice kind="error" title={failure.detail}>
          The run did not come: <code>{failure.code}</code>. Nothing was counted as blocked.{' '}
          <button type="button" className="button button-small" onClick={retry}>
            Run again
          </button>
        </Notice>
      )}
      {children === null && !failure && (
        <output className="mt-3 grid gap-2">
          <span className="sr-only">{waiting.words}</span>
          <Skeleton className={waiting.height} />
          <Skeleton className="h-72" />
        </output>
      )}
      {children}
    </section>
  )
}

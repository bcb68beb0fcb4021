'use client'

import { useEffect, useRef } from 'react'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { LineText } from './line-text.tsx'
import type { Line } from './line.ts'

/** One step, as the list of them tells it. */
interface TranscriptStep {
  when: string
  lines: readonly Line[]
  isEvent?: boolean
}

/** What has happened so far, step by step. */
export function Transcript({
  frames,
  onGo,
}: {
  frames: readonly TranscriptStep[]
  onGo(step: number): void
}) {
  const list = useRef<HTMLOListElement>(null)
  const count = frames.length
  // Follows the run inside its own box: the page itself must not move under the visitor.
  useEffect(() => {
    const box = list.current?.parentElement
    if (box && count > 0) box.scrollTop = box.scrollHeight
  }, [count])
  return (
    <section aria-labelledby="steps">
      <h3 id="steps" className="mb-2 text-base">
        Step by step
      </h3>
      <ScrollRegion
        label="What has happened so far"
        className="relative max-h-96 overflow-y-auto print:max-h-none"
      >
        <ol ref={list} className="text-sm">
          {frames.map((frame, at) => (
            <li
              key={at}
              aria-current={at === count - 1 ? 'step' : undefined}
              className={`grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3 border-b border-line px-3 py-2 last:border-b-0 aria-[current=step]:bg-sunken ${
                frame.isEvent ? 'font-medium' : ''
              }`}
            >
              <button
                type="button"
                className="self-start text-left text-soft hover:text-ink"
                onClick={() => onGo(at)}
              >
                <span className="sr-only">Go to step {at + 1}: </span>
                {frame.when}
              </button>
              <ul className="min-w-0">
                {frame.lines.map((line, place) => (
                  <li key={place}>
                    <LineText line={line} />
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      </ScrollRegion>
    </section>
  )
}

'use client'

import { Suspense, type ReactNode } from 'react'
import { late } from '#app/_ui/late.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import type { EventName } from '#lib/strategies/events.ts'
import { MatrixTable } from './matrix-table.tsx'
import type { MatrixProps } from './matrix-props.ts'
import { useWide } from '../use-wide.ts'

// A wide screen has no use for it.
const EventList = late(() => import('./event-list.tsx').then((m) => m.EventList))
const later = <Skeleton className="h-[85vh]" />

/** A column for each event where there is room for them, and one event where there is not. */
export function MatrixView({
  legend,
  event,
  ...props
}: MatrixProps & {
  /** The one that a narrow screen shows. */
  event: EventName
  /** What the marks of small cells stand for; the server draws it, and no script has to. */
  legend: ReactNode
}) {
  const isWide = useWide()
  return (
    <div className="unprinted mt-4">
      {isWide !== false && (
        <div className="wider max-lg:hidden">
          <MatrixTable {...props} />
          {legend}
        </div>
      )}
      {isWide !== true && (
        <div className="lg:hidden">
          <Suspense fallback={later}>
            {isWide === false ? <EventList {...props} event={event} /> : later}
          </Suspense>
        </div>
      )}
    </div>
  )
}

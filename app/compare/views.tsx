'use client'

import { useSearchParams } from 'next/navigation'
import { Suspense } from 'react'
import { late } from '#app/_ui/late.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { writeAddress } from '../_data/address.ts'
import type { ViewProps } from './view-props.ts'

// Only one of them is looked at.
const views = {
  events: {
    title: 'Events',
    View: late(() => import('./_events/compare-events.tsx').then((m) => m.Compare)),
  },
  attacks: {
    title: 'Attacks',
    View: late(() => import('./_attacks/compare-attacks.tsx').then((m) => m.CompareAttacks)),
  },
} as const

/** What one view has chosen means nothing to the other, but for strategies and lifetimes. */
const own = {
  sort: null,
  open: null,
  event: null,
  events: null,
  groups: null,
  wide: null,
  weights: null,
}

/** Strategies by events, or by attacks. */
export function Views(props: ViewProps) {
  const search = useSearchParams()
  const current = search.get('view') === 'attacks' ? 'attacks' : 'events'
  const { View } = views[current]
  return (
    <>
      <fieldset className="unprinted mt-4 flex flex-wrap gap-2">
        <legend className="sr-only">Compare by</legend>
        {(['events', 'attacks'] as const).map((view) => (
          <button
            key={view}
            type="button"
            className="button"
            aria-pressed={view === current}
            onClick={() => {
              if (view !== current) writeAddress({ ...own, view: view === 'events' ? null : view })
            }}
          >
            {views[view].title}
          </button>
        ))}
      </fieldset>
      <Suspense fallback={<Skeleton className="mt-6 h-[85vh]" />}>
        <View {...props} />
      </Suspense>
    </>
  )
}

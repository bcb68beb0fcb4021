'use client'

import { Suspense } from 'react'
import type { StrategyDescription } from '#lib/strategies/describe.ts'
import { late } from '#app/_ui/late.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { useDetails } from '#app/_ui/use-details.ts'
import type { LaneChoice } from './_run/lane-choice.ts'

/** Most visits look at all lanes. */
const LaneChoices = late(() => import('./lane-choices.tsx').then((m) => m.LaneChoices))

/** Chooses the lanes that are shown. */
export function LaneFilter({
  strategies,
  choice,
  shown,
}: {
  strategies: readonly StrategyDescription[]
  choice: LaneChoice
  /** How many are left. */
  shown: number
}) {
  const { isOpen, details } = useDetails()
  return (
    <details className="unprinted text-sm" {...details}>
      <summary className="flex min-h-9 w-fit cursor-pointer items-center gap-1 rounded-sm">
        <span className="underline decoration-1 underline-offset-3">Choose lanes</span>
        <span className="text-soft">
          {shown} of {strategies.length} shown
        </span>
      </summary>
      {isOpen && (
        <Suspense fallback={<Skeleton className="mt-1 h-64" />}>
          <LaneChoices strategies={strategies} choice={choice} />
        </Suspense>
      )}
    </details>
  )
}

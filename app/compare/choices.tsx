'use client'

import { Suspense } from 'react'
import { late } from '#app/_ui/late.tsx'
import { useDetails } from '#app/_ui/use-details.ts'
import type { ChoicesProps } from './choices-inside.tsx'

/** Most visits look at everything. */
const ChoicesInside = late(() => import('./choices-inside.tsx').then((m) => m.ChoicesInside))

/** Some of many, by name. */
export function Choices(props: ChoicesProps) {
  const { isOpen, details } = useDetails()
  const { title, all, chosen } = props
  const count =
    chosen.length === all.length ? `all ${all.length}` : `${chosen.length} of ${all.length}`
  return (
    <details className="mt-2 text-sm" {...details}>
      <summary className="min-h-6 cursor-pointer">
        {title}: {count}
      </summary>
      {isOpen && (
        <Suspense>
          <ChoicesInside {...props} />
        </Suspense>
      )}
    </details>
  )
}

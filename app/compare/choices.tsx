import { lazy, Suspense, useState } from 'react'
import type { Named } from './compare.tsx'

/** Most visits look at everything. */
const ChoicesInside = lazy(() =>
  import('./choices-inside.tsx').then((m) => ({ default: m.ChoicesInside })),
)

export interface ChoicesProps {
  name: 'strategies' | 'events' | 'groups'
  title: string
  all: readonly Named[]
  chosen: readonly string[]
}

/** Some of many, by name. */
export function Choices(props: ChoicesProps) {
  const [isOpen, setOpen] = useState(false)
  const { title, all, chosen } = props
  const count =
    chosen.length === all.length ? `all ${all.length}` : `${chosen.length} of ${all.length}`
  return (
    <details
      className="mt-2 text-sm"
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
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

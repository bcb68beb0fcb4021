'use client'

import { useSyncExternalStore } from 'react'
import type { EventName } from '#lib/sessions/events.ts'
import type { Cell } from './_cells/cells.ts'
import type { Score } from './_cells/score.ts'
import type { Named } from './compare.tsx'
import { MatrixCards } from './matrix-cards.tsx'
import { MatrixTable } from './matrix-table.tsx'
import type { Sort } from './selection.ts'

export interface MatrixProps {
  rows: readonly Named[]
  events: readonly EventName[]
  cells: ReadonlyMap<string, Cell>
  isLost: boolean
  sort: Sort
  ranking: readonly Score[]
  onSort(by: Sort): void
  onOpen(strategy: string, event: EventName): void
}

/** As `lg` of the style sheet, which decides until the page is awake. */
const WIDE = '(min-width: 64rem)'

const watch = (changed: () => void) => {
  const query = window.matchMedia(WIDE)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

/** Fifteen columns where there is room for them, and a list in two levels where there is not. */
export function MatrixView(props: MatrixProps) {
  const isWide = useSyncExternalStore<boolean | null>(
    watch,
    () => window.matchMedia(WIDE).matches,
    () => null,
  )
  return (
    <div className="mt-4">
      {isWide !== false && (
        <div className="max-lg:hidden print:block">
          <MatrixTable {...props} />
        </div>
      )}
      {isWide !== true && (
        <div className="lg:hidden">
          <MatrixCards {...props} />
        </div>
      )}
    </div>
  )
}

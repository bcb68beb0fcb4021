import type { ReactNode } from 'react'
import type { EventName } from '#lib/strategies/events.ts'
import type { Cell } from '../../_evidence/cells.ts'
import type { Score } from '../../_evidence/score.ts'
import type { Named } from './compare-events.tsx'
import { MatrixCards } from './matrix-cards.tsx'
import { MatrixTable } from './matrix-table.tsx'
import type { Sort } from './selection.ts'
import { useWide } from '../use-wide.ts'

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

/** Fifteen columns where there is room for them, and a list in two levels where there is not. */
export function MatrixView({
  legend,
  ...props
}: MatrixProps & {
  /** What the marks of small cells stand for; the server draws it, and no script has to. */
  legend: ReactNode
}) {
  const isWide = useWide()
  return (
    <div className="mt-4">
      {isWide !== false && (
        <div className="wider max-lg:hidden print:block">
          <MatrixTable {...props} />
          {legend}
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

import type { CellSummary } from '#lib/evidence/model.ts'
import type { EventName } from '#lib/strategies/events.ts'
import type { Score } from '../../_evidence/score.ts'
import type { Row } from '../_matrix/row.ts'
import type { Sort } from './selection.ts'

/** What the matrix shows, in either of its forms. */
export interface MatrixProps {
  rows: readonly Row[]
  events: readonly EventName[]
  cells: ReadonlyMap<string, CellSummary>
  isLost: boolean
  sort: Sort
  ranking: readonly Score[]
  /** What happens at each event. */
  abouts: Readonly<Record<EventName, string>>
  onSort(by: Sort): void
  onOpen(strategy: string, event: EventName): void
}

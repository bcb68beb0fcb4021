'use client'

import type { CellSummary } from '#lib/evidence/model.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import { shortSurvival } from '#lib/evidence/words/survival.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { cellKey } from '#app/_evidence/paths.ts'
import { shortCollateral } from '#app/_evidence/reading.ts'
import { Printed } from '../_matrix/printed.tsx'
import { starred, type Row } from '../_matrix/row.ts'

const wordFor = (cell: CellSummary | undefined): string => {
  if (!cell) return 'not measured'
  const hurt = cell.collateral === 'none' ? '' : `, ${shortCollateral[cell.collateral]}`
  return `${shortSurvival(cell)}${hurt}${cell.broken.length > 0 ? ', BROKEN' : ''}`
}

/** All events that are chosen, on paper. */
export const Paper = ({
  rows,
  events,
  cells,
}: {
  rows: readonly Row[]
  events: readonly EventName[]
  cells: ReadonlyMap<string, CellSummary>
}) => (
  <Printed
    caption="When a stolen copy is refused after each event, and whose sessions end besides."
    of="Event"
    strategies={rows.map(starred)}
    rows={events.map((event) => ({
      id: event,
      title: eventPress[event],
      words: rows.map(({ id }) => wordFor(cells.get(cellKey(id, event)))),
    }))}
  />
)

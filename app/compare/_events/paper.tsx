'use client'

import type { CellSummary } from '#lib/evidence/model.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { cellKey } from '#app/_evidence/paths.ts'
import { Printed } from '../_matrix/printed.tsx'
import { starred, type Row } from '../_matrix/row.ts'
import { cellWords } from './cell-words.ts'

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
      words: rows.map(({ id }) => cellWords(cells.get(cellKey(id, event)))),
    }))}
  />
)

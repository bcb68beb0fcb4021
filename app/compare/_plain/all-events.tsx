import type { CellSummary } from '#lib/evidence/model.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import { eventNames } from '#lib/strategies/events.ts'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { cellWords } from '../_events/cell-words.ts'
import { starred, type Row } from '../_matrix/row.ts'
import { cellKey } from '#app/_evidence/paths.ts'

/** The whole matrix in words, with nothing to open. */
export const AllEvents = ({
  rows,
  cells,
}: {
  rows: readonly Row[]
  cells: ReadonlyMap<string, CellSummary>
}) => (
  <ScrollRegion label="Events by strategies" className="mt-4">
    <table className="table">
      <caption className="label p-3 text-left">
        When a stolen copy is refused after each event; “devices” and “everyone” lost a session
        besides.
      </caption>
      <thead>
        <tr>
          <th scope="col">Event</th>
          {rows.map((row) => (
            <th key={row.id} scope="col" className="min-w-24 whitespace-normal">
              {starred(row).title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {eventNames.map((event) => (
          <tr key={event}>
            <th scope="row">{eventPress[event]}</th>
            {rows.map(({ id }) => (
              <td key={id}>{cellWords(cells.get(cellKey(id, event)))}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </ScrollRegion>
)

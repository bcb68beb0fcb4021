import type { Inspection, KeptTable } from '#app/_data/inspection.ts'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { Part } from './part.tsx'

/** What the server keeps, as it was before the event and as it is now. */
export function ServerView({
  before,
  inspection,
  hasEvent,
}: {
  before: KeptTable[] | undefined
  inspection: Inspection
  hasEvent: boolean
}) {
  return (
    <div className="grid gap-6 p-4 xl:grid-cols-2">
      {hasEvent && (
        <Part title="Before the event">
          {before ? (
            <Tables tables={before} when="before the event" />
          ) : (
            <p>Nobody looked before the event: the page was loaded after it.</p>
          )}
        </Part>
      )}
      <Part title={hasEvent ? 'After the event' : 'Now'}>
        <Tables tables={inspection.server} when="now" changedFrom={hasEvent ? before : undefined} />
      </Part>
    </div>
  )
}

const rowsOf = (tables: KeptTable[]) => tables.flatMap(({ rows }) => rows.map(textOf))
const textOf = (row: KeptTable['rows'][number]) => JSON.stringify(row)

function Tables({
  tables,
  when,
  changedFrom,
}: {
  tables: KeptTable[]
  when: string
  changedFrom?: KeptTable[] | undefined
}) {
  const known = changedFrom && new Set(rowsOf(changedFrom))
  const gone = changedFrom
    ? rowsOf(changedFrom).filter((row) => !rowsOf(tables).includes(row)).length
    : 0
  return (
    <>
      {tables.length === 0 && <p>Not one row about sessions.</p>}
      {tables.map(({ table, rows }) => (
        <ScrollRegion key={table} label={`${table}, ${when}`} className="mb-2">
          <table className="table">
            <caption className="label px-3 pt-2 text-left">
              <code>{table}</code>, {rows.length} {rows.length === 1 ? 'row' : 'rows'}
            </caption>
            <thead>
              <tr>
                {known && <th scope="col">Change</th>}
                {Object.keys(rows[0] ?? {}).map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={textOf(row)}>
                  {known && (
                    <td className="label">
                      {known.has(textOf(row)) ? 'as before' : 'new or changed'}
                    </td>
                  )}
                  {Object.entries(row).map(([column, value]) => (
                    <td key={column} className="whitespace-nowrap">
                      <code>{value ?? '–'}</code>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      ))}
      {gone > 0 && (
        <p>{gone === 1 ? '1 row' : `${gone} rows`} from before the event: gone or changed.</p>
      )}
    </>
  )
}

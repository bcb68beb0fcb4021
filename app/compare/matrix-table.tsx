import { useRef, useState, type KeyboardEvent } from 'react'
import { Icon } from '#app/_ui/icon.tsx'
import { Link } from '#app/_ui/link.tsx'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { eventWords } from '#app/_words/events.ts'
import { cellKey } from './_cells/cells.ts'
import { CellFace } from './cell-face.tsx'
import type { MatrixProps } from './matrix-view.tsx'

const moves: Partial<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

const within = (value: number, length: number) => Math.min(Math.max(value, 0), length - 1)

/** A grid: Tab goes in and out of it, and arrow keys from cell to cell. */
export function MatrixTable({
  rows,
  events,
  cells,
  isLost,
  sort,
  ranking,
  onSort,
  onOpen,
}: MatrixProps) {
  const [at, setAt] = useState<readonly [number, number]>([0, 0])
  const body = useRef<HTMLTableSectionElement>(null)
  const [row, column] = [within(at[0], rows.length), within(at[1], events.length)]

  const move = (event: KeyboardEvent) => {
    const by = moves[event.key]
    if (!by || !(event.target instanceof HTMLButtonElement)) return
    event.preventDefault()
    const to = [within(row + by[0], rows.length), within(column + by[1], events.length)] as const
    setAt(to)
    const cell = body.current?.rows[to[0]]?.cells[to[1] + 1]
    cell?.querySelector('button')?.focus()
  }

  // Before the first cell is in, one skeleton a row: the page wakes up sooner without the hundreds.
  const isEmpty = cells.size === 0 && !isLost
  const shownEvents = isEmpty ? [] : events

  return (
    <ScrollRegion
      label="Strategies by events"
      className="relative max-h-[85vh] scroll-pt-14 scroll-pl-52 overflow-y-auto print:max-h-none print:overflow-visible"
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- arrow keys go from cell to cell, so it is a grid */}
      <table role="grid" className="w-max min-w-full border-separate border-spacing-0 text-left">
        <caption className="sr-only">
          When a stolen copy is refused, for each strategy and event. Arrow keys go from cell to
          cell.
        </caption>
        <thead>
          <tr>
            <th
              scope="col"
              className="label sticky top-0 left-0 z-2 border-r border-b border-line bg-panel px-3 font-medium"
            >
              Strategy
            </th>
            {events.map((event) => (
              <th
                key={event}
                scope="col"
                aria-sort={sort === event ? 'ascending' : undefined}
                className="sticky top-0 z-1 w-40 min-w-40 border-b border-line bg-panel p-0 align-bottom"
              >
                <button
                  type="button"
                  title={eventWords[event].about}
                  onClick={() => onSort(event)}
                  className="label flex h-14 w-full items-center gap-1 px-2 text-left font-medium hover:text-ink focus-visible:-outline-offset-2"
                >
                  {eventWords[event].press}
                  {sort === event ? (
                    <Icon name="arrow-down" size={14} className="shrink-0 text-accent" />
                  ) : (
                    <Icon name="arrow-up-down" size={14} className="shrink-0 opacity-50" />
                  )}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- one handler for the keys of every cell in it */}
        <tbody ref={body} onKeyDown={move}>
          {rows.map((strategy, down) => {
            const rank = ranking.findIndex((score) => score.strategy === strategy.id)
            const total = ranking[rank]?.total ?? null
            return (
              <tr key={strategy.id}>
                <th
                  scope="row"
                  className="sticky left-0 z-1 w-52 min-w-52 border-r border-b border-line bg-panel px-3 py-2 align-middle text-sm font-medium"
                >
                  <Link href={`/strategies/${strategy.id}`}>{strategy.title}</Link>
                  <span className="label block font-normal">
                    {total === null
                      ? 'no rank yet'
                      : `rank ${rank + 1}, score ${Math.round(total)}`}
                  </span>
                </th>
                {isEmpty && (
                  <td colSpan={events.length} className="h-20 border-b border-line px-2">
                    <Skeleton className="h-10 w-full" />
                    <span className="sr-only">is being measured</span>
                  </td>
                )}
                {shownEvents.map((event, across) => (
                  <td
                    key={event}
                    className="h-20 w-40 min-w-40 border-b border-line p-0"
                    onFocus={() => setAt([down, across])}
                  >
                    <div className="h-20">
                      <CellFace
                        strategy={strategy}
                        event={event}
                        cell={cells.get(cellKey(strategy.id, event))}
                        isLost={isLost}
                        tabIndex={down === row && across === column ? 0 : -1}
                        onOpen={onOpen}
                      />
                    </div>
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

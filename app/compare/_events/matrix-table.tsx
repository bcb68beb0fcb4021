'use client'

import { eventPress } from '#lib/evidence/words/events.ts'
import { cellKey } from '#app/_evidence/paths.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { Link } from '#app/_ui/link.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { Corner, GridFrame, RowHead } from '../_matrix/grid-frame.tsx'
import { isMeasuredHere } from '../_matrix/row.ts'
import { useGrid } from '../_matrix/use-grid.ts'
import { CellFace } from './cell-face.tsx'
import type { MatrixProps } from './matrix-props.ts'

/** All of it at once, from 1440 pixels on. Rem. */
const CELL = 3.75

/** A grid: Tab goes in and out of it, and arrow keys from cell to cell. */
export function MatrixTable({
  rows,
  events,
  cells,
  isLost,
  sort,
  ranking,
  abouts,
  onSort,
  onOpen,
}: MatrixProps) {
  const grid = useGrid(rows.length, events.length)
  // Before the first cell is in, one skeleton a row: the page wakes up sooner without the hundreds.
  const isEmpty = cells.size === 0 && !isLost
  const shownEvents = isEmpty ? [] : events

  return (
    <GridFrame
      label="Strategies by events"
      caption="When a stolen copy is refused, for each strategy and event."
      columns={events.map((event) => ({ key: event, rem: CELL }))}
      grid={grid}
      head={<Heads events={events} sort={sort} abouts={abouts} onSort={onSort} />}
    >
      {rows.map((strategy, down) => {
        const rank = ranking.findIndex((score) => score.strategy === strategy.id)
        const total = ranking[rank]?.total ?? null
        return (
          <tr key={strategy.id}>
            <RowHead>
              <Link href={`/strategies/${strategy.id}`}>{strategy.title}</Link>
              <span className="label block font-normal">
                {strategy.kept?.note ??
                  (total === null ? 'no rank yet' : `rank ${rank + 1}, score ${Math.round(total)}`)}
              </span>
            </RowHead>
            {isEmpty && (
              <td colSpan={events.length} className="h-14 border-b border-line px-2">
                <Skeleton className="h-10 w-full" />
                <span className="sr-only">is being measured</span>
              </td>
            )}
            {shownEvents.map((event, across) => (
              <td
                key={event}
                className="h-14 border-b border-line p-0"
                onFocus={() => grid.setAt([down, across])}
              >
                <div className="h-14">
                  <CellFace
                    isSmall
                    strategy={strategy}
                    event={event}
                    cell={cells.get(cellKey(strategy.id, event))}
                    isLost={isLost || !isMeasuredHere(strategy)}
                    tabIndex={grid.tabIndexAt(down, across)}
                    onOpen={onOpen}
                  />
                </div>
              </td>
            ))}
          </tr>
        )
      })}
    </GridFrame>
  )
}

const Heads = ({
  events,
  sort,
  abouts,
  onSort,
}: Pick<MatrixProps, 'events' | 'sort' | 'abouts' | 'onSort'>) => (
  <thead>
    <tr>
      <Corner>Strategy</Corner>
      {events.map((event) => (
        <th
          key={event}
          scope="col"
          aria-sort={sort === event ? 'ascending' : undefined}
          className="sticky top-0 z-1 border-b border-line bg-panel p-0 align-bottom"
        >
          <button
            type="button"
            title={abouts[event]}
            onClick={() => onSort(event)}
            className="group label column-head"
          >
            {eventPress[event]}
            <Icon
              name={sort === event ? 'arrow-down' : 'arrow-up-down'}
              size={14}
              className={`absolute top-1 right-1 ${sort === event ? 'text-accent' : 'opacity-0 group-hover:opacity-50 group-focus-visible:opacity-50'}`}
            />
          </button>
          <noscript>{eventPress[event]}</noscript>
        </th>
      ))}
    </tr>
  </thead>
)

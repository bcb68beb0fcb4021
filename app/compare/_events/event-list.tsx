'use client'

import { cellKey } from '#app/_evidence/paths.ts'
import { Link } from '#app/_ui/link.tsx'
import type { EventName } from '#lib/strategies/events.ts'
import { CellFace } from './cell-face.tsx'
import type { MatrixProps } from './matrix-props.ts'
import { isMeasuredHere } from '../_matrix/row.ts'
import { inOrder } from './order.ts'

/** On a narrow screen: one event, and every strategy under it, the first to refuse first. */
export function EventList({
  rows,
  event,
  cells,
  isLost,
  sort,
  ranking,
  onOpen,
}: Pick<MatrixProps, 'rows' | 'cells' | 'isLost' | 'sort' | 'ranking' | 'onOpen'> & {
  event: EventName
}) {
  const ordered = sort === 'usual' ? inOrder(rows, event, cells, []) : rows
  return (
    <ul className="panel">
      {ordered.map((strategy) => {
        const rank = ranking.findIndex((score) => score.strategy === strategy.id)
        return (
          <li
            key={strategy.id}
            className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] items-center gap-2 border-b border-line pl-3 last:border-b-0"
          >
            <span className="py-1 text-sm">
              <Link href={`/strategies/${strategy.id}`}>{strategy.title}</Link>
              {rank >= 0 && <span className="label block">rank {rank + 1}</span>}
              {strategy.kept && <span className="label block">{strategy.kept.note}</span>}
            </span>
            <div className="h-22">
              <CellFace
                strategy={strategy}
                event={event}
                cell={cells.get(cellKey(strategy.id, event))}
                isLost={isLost || !isMeasuredHere(strategy)}
                onOpen={onOpen}
              />
            </div>
          </li>
        )
      })}
    </ul>
  )
}

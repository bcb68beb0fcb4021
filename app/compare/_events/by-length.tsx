'use client'

import type { Named } from '#lib/evidence/named.ts'
import { survivalWords } from '#lib/evidence/words/survival.ts'
import type { CellSummary } from '#lib/evidence/model.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { cellKey } from '#app/_evidence/paths.ts'
import { readingOf } from '#app/_evidence/reading.ts'
import { Link } from '#app/_ui/link.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { inOrder } from './order.ts'

/** All strategies by how long a copy lives on, those that come to the same in one line. */
export function ByLength({
  rows,
  event,
  cells,
}: {
  rows: readonly Named[]
  event: EventName
  cells: ReadonlyMap<string, CellSummary>
}) {
  const groups = new Map<string, { cell: CellSummary; names: Named[] }>()
  for (const strategy of inOrder(rows, event, cells, [])) {
    const cell = cells.get(cellKey(strategy.id, event))
    if (!cell) continue
    const words = survivalWords(cell)
    const names = [...(groups.get(words)?.names ?? []), strategy]
    groups.set(words, { cell, names })
  }
  return (
    <dl className="mt-4 grid grid-cols-[auto_minmax(0,1fr)] content-start gap-x-4 gap-y-1 max-lg:hidden">
      {[...groups].map(([words, { cell, names }]) => (
        <div key={words} className="contents">
          <dt>
            <VerdictMark kind={readingOf(cell).kind} word={words} />
          </dt>
          <dd className="text-sm">
            {names.map(({ id, title }, at) => (
              <span key={id}>
                {at > 0 && ', '}
                <Link href={`/strategies/${id}`}>{title}</Link>
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}

'use client'

import type { Named } from '#lib/evidence/named.ts'
import { endsEarly } from '#lib/evidence/words/survival.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import type { CellSummary } from '#lib/evidence/model.ts'
import { cellKey } from '#app/_evidence/paths.ts'
import { useSyncExternalStore, type ReactNode } from 'react'
import { Icon } from '#app/_ui/icon.tsx'
import { useDetails } from '#app/_ui/use-details.ts'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { readingOf } from '../../_evidence/reading.ts'
import { CellFace } from './cell-face.tsx'
import type { MatrixProps } from './matrix-props.ts'

const PAPER = 'print'

const watchPaper = (changed: () => void) => {
  const query = window.matchMedia(PAPER)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

/** A card for each strategy, which opens to its events. */
export function MatrixCards({ rows, sort, ranking, ...shown }: MatrixProps) {
  // On paper all of them are open.
  const isPrinted = useSyncExternalStore(
    watchPaper,
    () => window.matchMedia(PAPER).matches,
    () => false,
  )
  return (
    <ul className="grid items-start gap-2 print:grid-cols-2">
      {rows.map((strategy) => {
        const own = shown.events.flatMap((event) => {
          return shown.cells.get(cellKey(strategy.id, event)) ?? []
        })
        const sorted = own.find(({ event }) => event === sort)
        const rank = ranking.findIndex((score) => score.strategy === strategy.id)
        const total = ranking[rank]?.total ?? null
        return (
          <li key={strategy.id} className="panel relative">
            <Card
              {...shown}
              strategy={strategy}
              startsOpen={rows.length === 1}
              isPrinted={isPrinted}
            >
              <span className="font-medium">{strategy.title}</span>
              {total !== null && (
                <span className="label block">
                  rank {rank + 1}, score {Math.round(total)}
                </span>
              )}
              <span className="block text-sm text-soft">{tally(own, shown.events.length)}</span>
              {sorted && <Sorted cell={sorted} />}
            </Card>
          </li>
        )
      })}
    </ul>
  )
}

/** What is in a closed card is not drawn: for all of them, that would be cells by the hundred. */
function Card({
  strategy,
  startsOpen,
  isPrinted,
  events,
  cells,
  isLost,
  onOpen,
  children,
}: Pick<MatrixProps, 'events' | 'cells' | 'isLost' | 'onOpen'> & {
  strategy: Named
  startsOpen: boolean
  isPrinted: boolean
  children: ReactNode
}) {
  const { isOpen, details } = useDetails(startsOpen)
  return (
    <details className="group" {...details}>
      <summary className="flex min-h-18 cursor-pointer list-none items-start gap-2 p-3 [&::-webkit-details-marker]:hidden">
        <Icon
          name="chevron-right"
          className="mt-1 shrink-0 transition-transform duration-150 group-open:rotate-90"
        />
        <span className="min-w-0">{children}</span>
      </summary>
      {(isOpen || isPrinted) && (
        <ul className="border-t border-line">
          {events.map((event) => (
            <li
              key={event}
              className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-center gap-2 border-b border-line pl-3 last:border-b-0"
            >
              <span aria-hidden className="text-sm">
                {eventPress[event]}
              </span>
              <div className="h-20 print:h-14">
                <CellFace
                  strategy={strategy}
                  event={event}
                  cell={cells.get(cellKey(strategy.id, event))}
                  isLost={isLost}
                  onOpen={onOpen}
                />
              </div>
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}

const Sorted = ({ cell }: { cell: CellSummary }) => (
  <span className="mt-1 flex flex-wrap gap-x-2 text-sm">
    {eventPress[cell.event]}: <VerdictMark {...readingOf(cell)} />
  </span>
)

function tally(own: readonly CellSummary[], expected: number): string {
  if (own.length === 0) return 'is being measured'
  const count = (is: (cell: CellSummary) => boolean) => own.filter(is).length
  const atOnce = count(({ firstRefused }) => firstRefused === 0)
  const never = count((cell) => cell.firstRefused === null && !endsEarly(cell))
  const parts = [
    `${atOnce} at once`,
    `${own.length - atOnce - never} later`,
    `${never} never`,
    ...(own.length < expected ? [`${expected - own.length} to come`] : []),
  ]
  return parts.join(' · ')
}

import { memo } from 'react'
import type { EventName } from '#lib/sessions/events.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { eventWords } from '#app/_words/events.ts'
import { promiseWords } from '#app/_words/promises.ts'
import { cellKey, type Cell } from './_cells/cells.ts'
import { collateralMarks, readingOf } from './_cells/reading.ts'
import type { Named } from './compare.tsx'

/** One cell to open: verdict, whether the promise held, and who else was hit. */
export const CellFace = memo(function CellFace({
  strategy,
  event,
  cell,
  isLost,
  tabIndex,
  onOpen,
}: {
  strategy: Named
  event: EventName
  cell: Cell | undefined
  isLost: boolean
  tabIndex?: 0 | -1
  onOpen(strategy: string, event: EventName): void
}) {
  const key = cellKey(strategy.id, event)
  if (!cell) {
    return isLost ? (
      <span className="label flex h-full items-center gap-1.5 px-2">
        <Icon name="minus" size={14} /> not measured
      </span>
    ) : (
      <span className="flex h-full items-center px-2">
        <Skeleton className="h-10 w-full" />
        <span className="sr-only">is being measured</span>
      </span>
    )
  }
  const { kind, word } = readingOf(cell)
  const hurt = collateralMarks[cell.collateral]
  return (
    <button
      type="button"
      data-cell={key}
      data-verdict={kind}
      aria-haspopup="dialog"
      tabIndex={tabIndex}
      onClick={() => onOpen(strategy.id, event)}
      className="flex h-full w-full flex-col justify-center gap-0.5 rounded-sm px-2 py-1.5 text-left leading-4 hover:bg-sunken focus-visible:-outline-offset-2"
    >
      <span className="sr-only">
        {strategy.title}, {eventWords[event].press}:{' '}
      </span>
      <span data-word className="leading-4">
        <VerdictMark kind={kind} word={word} />
      </span>
      {cell.broken.length > 0 ? (
        <span className="flex items-start gap-1 text-xs font-medium text-in">
          <Icon name="triangle-alert" size={14} className="mt-px shrink-0" />
          BROKEN: promised {promiseWords(cell.promise)}
        </span>
      ) : (
        <span className="label flex items-center gap-1">
          <Icon name="check" size={14} className="shrink-0" />
          as promised
        </span>
      )}
      {hurt && (
        <span className="label flex items-center gap-1">
          <Icon name="users" size={14} className="shrink-0" />
          hits {hurt}
        </span>
      )}
    </button>
  )
})

'use client'

import type { Named } from '#lib/evidence/named.ts'
import { collateralMarks, shortSurvival } from '#lib/evidence/words/survival.ts'
import { promiseWords } from '#lib/evidence/words/promises.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import type { CellSummary } from '#lib/evidence/model.ts'
import { cellKey } from '#app/_evidence/paths.ts'
import { memo } from 'react'
import type { EventName } from '#lib/strategies/events.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { readingOf, shortCollateral } from '../../_evidence/reading.ts'
import { SmallVerdictMark, tints } from '../_matrix/small-verdict.tsx'

/**
 * One cell to open: verdict, whether the promise held, and who else was hit. In a table of hundreds
 * it `isSmall`: the eye is given marks that `MatrixLegend` explains, and a screen reader the words.
 */
export const CellFace = memo(function CellFace({
  strategy,
  event,
  cell,
  isLost,
  isSmall = false,
  tabIndex,
  onOpen,
}: {
  strategy: Named
  event: EventName
  cell: CellSummary | undefined
  isLost: boolean
  isSmall?: boolean
  tabIndex?: 0 | -1
  onOpen(strategy: string, event: EventName): void
}) {
  const room = isSmall ? 'px-1.5 py-1 max-[1560px]:px-0.5' : 'px-2 py-1.5'
  if (!cell) {
    return isLost ? (
      <span className={`label flex h-full items-center gap-1 ${room}`}>
        <Icon name="minus" size={14} className="shrink-0" /> not measured
      </span>
    ) : (
      <span className={`flex h-full items-center ${room}`}>
        <Skeleton className="h-4/5 w-full" />
        <span className="sr-only">is being measured</span>
      </span>
    )
  }
  const reading = readingOf(cell)
  const forEars = isSmall ? 'sr-only' : undefined
  const hurt = cell.collateral === 'none' ? null : cell.collateral
  return (
    <button
      type="button"
      data-cell={cellKey(strategy.id, event)}
      data-verdict={reading.kind}
      aria-haspopup="dialog"
      tabIndex={tabIndex}
      onClick={() => onOpen(strategy.id, event)}
      className={`flex h-full w-full flex-col justify-center gap-0.5 text-left leading-4 hover:bg-sunken focus-visible:-outline-offset-2 ${room} ${(isSmall && tints[reading.kind]) || ''}`}
    >
      <span className="sr-only">
        {strategy.title}, {eventPress[event]}:{' '}
      </span>
      {isSmall ? (
        <SmallVerdictMark {...reading} short={shortSurvival(cell)} />
      ) : (
        <span data-word className="leading-4">
          <VerdictMark {...reading} />
        </span>
      )}
      <span
        className={`label flex items-center gap-0.5 ${isSmall ? 'max-[1560px]:text-[11px]' : ''}`}
      >
        {cell.broken.length > 0 ? (
          <span className="flex items-start gap-1 font-medium text-in">
            <Icon name="triangle-alert" size={14} className="mt-px shrink-0" />
            <span>
              BROKEN<span className={forEars}>: promised {promiseWords(cell.promise)}</span>
            </span>
          </span>
        ) : (
          <>
            <Icon name="check" size={14} className="size-3 shrink-0" />
            <span className={forEars}>as promised</span>
          </>
        )}
        {isSmall && hurt && <span aria-hidden>{shortCollateral[hurt]}</span>}
      </span>
      {hurt && (
        <span className={forEars ?? 'label flex items-center gap-1'}>
          <Icon name="users" size={14} className="shrink-0" />
          hits {collateralMarks[hurt]}
        </span>
      )}
    </button>
  )
})

import { memo, type ReactNode } from 'react'
import type { EventName } from '#lib/sessions/events.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { VerdictMark, type VerdictKind } from '#app/_ui/verdict.tsx'
import { eventWords } from '#app/_words/events.ts'
import { promiseWords } from '#app/_words/promises.ts'
import { cellKey, type Cell } from './_cells/cells.ts'
import { collateralMarks, readingOf, shortCollateral, shortly } from './_cells/reading.ts'
import { SmallVerdictMark } from './_cells/small-verdict.tsx'
import type { Named } from './compare.tsx'

interface FaceProps {
  strategy: Named
  event: EventName
  cell: Cell | undefined
  isLost: boolean
  tabIndex?: 0 | -1
  onOpen(strategy: string, event: EventName): void
}

/** One cell to open: verdict, whether the promise held, and who else was hit. */
export const CellFace = memo(function CellFace(props: FaceProps) {
  return (
    <Face {...props} className="px-2 py-1.5">
      {(cell) => (
        <>
          <span data-word className="leading-4">
            <VerdictMark {...readingOf(cell)} />
          </span>
          {cell.broken.length > 0 ? (
            <Broken>BROKEN: promised {promiseWords(cell.promise)}</Broken>
          ) : (
            <span className="label flex items-center gap-1">
              <Icon name="check" size={14} className="shrink-0" />
              as promised
            </span>
          )}
          {cell.collateral !== 'none' && (
            <span className="label flex items-center gap-1">
              <Icon name="users" size={14} className="shrink-0" />
              hits {collateralMarks[cell.collateral]}
            </span>
          )}
        </>
      )}
    </Face>
  )
})

/** From afar, a table of hundreds is a map of where thieves get in. */
export const tints: Readonly<Record<VerdictKind, string>> = {
  in: 'bg-in/10',
  waiting: 'bg-waiting/10',
  blocked: '',
  unknown: '',
  error: 'bg-sunken',
}

/** The same for a table of hundreds. `MatrixLegend` explains what is left out for the eye. */
export const SmallCellFace = memo(function SmallCellFace(props: FaceProps) {
  return (
    <Face
      {...props}
      className={`px-1.5 py-1 max-[1400px]:px-1 ${props.cell ? tints[readingOf(props.cell).kind] : ''}`}
    >
      {(cell) => (
        <>
          <SmallVerdictMark {...readingOf(cell)} short={shortly(cell)} />
          <span className="label flex items-center gap-0.5 max-[1400px]:text-[11px]">
            {cell.broken.length > 0 ? (
              <Broken>
                BROKEN<span className="sr-only">: promised {promiseWords(cell.promise)}</span>
              </Broken>
            ) : (
              <>
                <Icon name="check" size={14} className="shrink-0" />
                <span className="sr-only">as promised</span>
              </>
            )}
            {cell.collateral !== 'none' && (
              <>
                <span aria-hidden>{shortCollateral[cell.collateral]}</span>
                <span className="sr-only">, hits {collateralMarks[cell.collateral]}</span>
              </>
            )}
          </span>
        </>
      )}
    </Face>
  )
})

export const MatrixLegend = () => (
  <ul className="label mt-2 flex flex-wrap gap-x-4 gap-y-1">
    <LegendItem icon="shield-check">refused at once</LegendItem>
    <LegendItem icon="hourglass">refused after the time that was promised for it</LegendItem>
    <LegendItem icon="lock-open">
      accepted until it ran out by itself, or to the horizon (≥)
    </LegendItem>
    <LegendItem icon="check">as promised</LegendItem>
    <LegendItem icon="users">devices, everyone: who else lost a session</LegendItem>
  </ul>
)

const LegendItem = ({
  icon,
  children,
}: {
  icon: Parameters<typeof Icon>[0]['name']
  children: ReactNode
}) => (
  <li className="flex items-center gap-1">
    <Icon name={icon} size={14} className="shrink-0" />
    <span>{children}</span>
  </li>
)

const Broken = ({ children }: { children: ReactNode }) => (
  <span className="flex items-start gap-1 text-xs font-medium text-in">
    <Icon name="triangle-alert" size={14} className="mt-px shrink-0" />
    <span>{children}</span>
  </span>
)

/** What opens a cell, or what stands in its place while it is not there. */
function Face({
  strategy,
  event,
  cell,
  isLost,
  tabIndex,
  onOpen,
  className,
  children,
}: FaceProps & { className: string; children(cell: Cell): ReactNode }) {
  if (!cell) {
    return isLost ? (
      <span className={`label flex h-full items-center gap-1.5 ${className}`}>
        <Icon name="minus" size={14} className="shrink-0" /> not measured
      </span>
    ) : (
      <span className={`flex h-full items-center ${className}`}>
        <Skeleton className="h-4/5 w-full" />
        <span className="sr-only">is being measured</span>
      </span>
    )
  }
  return (
    <button
      type="button"
      data-cell={cellKey(strategy.id, event)}
      data-verdict={readingOf(cell).kind}
      aria-haspopup="dialog"
      tabIndex={tabIndex}
      onClick={() => onOpen(strategy.id, event)}
      className={`flex h-full w-full flex-col justify-center gap-0.5 text-left leading-4 hover:bg-sunken focus-visible:-outline-offset-2 ${className}`}
    >
      <span className="sr-only">
        {strategy.title}, {eventWords[event].press}:{' '}
      </span>
      {children(cell)}
    </button>
  )
}

'use client'

import { Suspense } from 'react'
import { costWords } from '#lib/evidence/words/promises.ts'
import type { EventName } from '#lib/strategies/events.ts'
import type { DoorAxis } from '#lib/evidence/door-axis.ts'
import type { Door } from '#lib/evidence/door.ts'
import { DoorBar } from '#app/_chart/door-bar.tsx'
import type { KeptTable } from '#app/_data/inspection.ts'
import type { Sequenced } from '#app/_sequence/message.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { late } from '#app/_ui/late.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { VerdictMark, type VerdictKind } from '#app/_ui/verdict.tsx'
import type { ViewId } from './_inspector/views.ts'
import { laneStatusOf } from './_run/lane-status.ts'
import { laneOf, type Run } from './_run/run.ts'

/** Nobody opens a lane before there is something to see, so its inside comes later. */
const Inspector = late(() => import('./_inspector/inspector.tsx').then((m) => m.Inspector))

/** Name, bar, verdict, price: of all rows alike, and of the head of the chart. */
export const rowColumns =
  'grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-x-3 sm:grid-cols-[10rem_minmax(0,1fr)_9rem] lg:grid-cols-[13rem_minmax(0,1fr)_10rem_10rem]'

/** One strategy in the chart: its bar, how it stands, and, opened, why. */
export function Row({
  strategy,
  strategies,
  event,
  run,
  axis,
  door,
  isLive,
  isStale,
  isOpen,
  isBearer,
  before,
  view,
  onView,
  onToggle,
}: {
  strategy: Sequenced
  strategies: Sequenced[]
  event: EventName
  run: Run
  axis: DoorAxis
  /** Its measured run; missing while that is made. */
  door: Door | undefined
  /** Whether the run is about this event: else only what was measured is shown. */
  isLive: boolean
  isStale: boolean
  isOpen: boolean
  isBearer: boolean
  before: KeptTable[] | undefined
  view: ViewId
  onView(view: ViewId): void
  onToggle(): void
}) {
  const { id, title } = strategy
  const standing = isLive ? liveStanding(run, id, isStale) : measuredStanding(door)
  return (
    <li data-lane={id} className="relative border-t border-line has-[h3_button:hover]:bg-sunken">
      <div className={`${rowColumns} min-h-9 items-center py-1`}>
        <h3 className="order-1 text-sm font-medium">
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={`detail-${id}`}
            onClick={onToggle}
            className="needs-js inline-flex min-h-6 items-center gap-1 rounded-sm text-left after:absolute after:inset-x-0 after:top-0 after:h-9 max-sm:after:h-14"
          >
            <Icon
              name="chevron-right"
              size={14}
              className={`shrink-0 transition-transform duration-150 ${isOpen ? 'rotate-90' : ''}`}
            />
            {title}
          </button>
          <span className="without-js">{title}</span>
        </h3>
        <div className="order-3 max-sm:col-span-full max-sm:pl-5 sm:order-2">
          <DoorBar axis={axis} door={door} live={isLive ? liveBar(run, id) : null} />
        </div>
        <span data-verdict={standing.kind} className="order-2 max-sm:text-right sm:order-3">
          <VerdictMark {...standing} />
        </span>
        <span className="label order-4 max-lg:hidden">
          {costWords(strategy.perRequest)} a request
        </span>
      </div>
      {isOpen && (
        <Suspense fallback={<Skeleton className="m-4 h-64" />}>
          <Inspector {...{ strategy, strategies, event, run, isBearer, before, view, onView }} />
        </Suspense>
      )}
    </li>
  )
}

interface Standing {
  kind: VerdictKind
  word: string
}

function measuredStanding(door: Door | undefined): Standing {
  if (!door) return { kind: 'unknown', word: 'not measured yet' }
  if (door.broken.length > 0) return { kind: 'error', word: 'promise broken' }
  return { kind: door.firstRefused === 0 ? 'blocked' : 'in', word: door.words }
}

function liveStanding(run: Run, id: string, isStale: boolean): Standing {
  const { kind, word, survival, survivalNote } = laneStatusOf(run, id)
  const isTimed = run.event !== null && (kind === 'in' || kind === 'blocked' || kind === 'waiting')
  const more = kind === 'error' ? survivalNote : isTimed ? survival.toLowerCase() : null
  const whole = more === null ? word : `${word}: ${more}`
  return isStale ? { kind: 'waiting', word: `Stale: ${whole}` } : { kind, word: whole }
}

/** As far as knocks have been let in since the event. */
function liveBar(run: Run, id: string): { seconds: number; isIn: boolean } | null {
  const { kind } = laneStatusOf(run, id)
  const { lastIn } = laneOf(run, id)
  if (run.eventAt === null || (kind !== 'in' && kind !== 'waiting' && kind !== 'blocked'))
    return null
  const isIn = kind !== 'blocked'
  const until = isIn ? run.now : (lastIn ?? run.eventAt)
  return { seconds: until - run.eventAt, isIn: isIn || lastIn !== null }
}

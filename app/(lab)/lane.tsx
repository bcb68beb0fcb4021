'use client'

import { refusalWords } from '#lib/evidence/words/refusals.ts'
import { promiseWords } from '#lib/evidence/words/promises.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import { lazy, Suspense } from 'react'
import type { EventName } from '#lib/strategies/events.ts'
import type { Inspection } from '#app/_data/inspection.ts'
import type { Sequenced } from '#app/_sequence/message.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { Knocks } from './knocks.tsx'
import type { ViewId } from './_inspector/views.ts'
import { laneOf, type Run } from './_run/run.ts'
import { laneStatusOf } from './_run/lane-status.ts'

/** Nobody opens a lane before there is something to see, so its inside comes later. */
const Inspector = lazy(() =>
  import('./_inspector/inspector.tsx').then((m) => ({ default: m.Inspector })),
)

/** One strategy: who is in, for how long, and at what cost. */
export function Lane({
  strategy,
  strategies,
  event,
  run,
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
  isStale: boolean
  isOpen: boolean
  isBearer: boolean
  before: Inspection | undefined
  view: ViewId
  onView(view: ViewId): void
  onToggle(): void
}) {
  const { id, title, promises } = strategy
  const lane = laneOf(run, id)
  const status = laneStatusOf(run, id)
  return (
    <li className="panel relative has-[h3_button:hover]:border-edge" data-lane={id}>
      <div className="grid grid-cols-2 items-start sm:grid-cols-4 gap-x-4 gap-y-3 p-4 lg:grid-cols-[minmax(0,16rem)_minmax(0,1fr)_8rem_8rem_10rem]">
        <div className="col-span-full flex flex-wrap items-center justify-between gap-x-4 lg:col-span-1 lg:block">
          <h3 className="text-base">
            <button
              type="button"
              aria-expanded={isOpen}
              aria-controls={`detail-${id}`}
              onClick={onToggle}
              className="-ml-1 inline-flex items-center gap-1 rounded-sm text-left after:absolute after:inset-x-0 after:top-0 after:h-20"
            >
              <Icon
                name="chevron-right"
                className={`shrink-0 transition-transform duration-150 ${isOpen ? 'rotate-90' : ''}`}
              />
              {title}
            </button>
          </h3>
          <span data-verdict={status.kind}>
            {isStale ? (
              <VerdictMark kind="waiting" word={`Stale: ${status.word}`} />
            ) : (
              <VerdictMark kind={status.kind} word={status.word} />
            )}
          </span>
        </div>
        <div className="col-span-full lg:col-span-1">
          <Knocks knocks={lane.knocks} run={run} />
          <p className="label mt-1">
            {eventPress[event]}: promised {promiseWords(promises[event])}
            {lane.renewed && ' · the thief renewed the copy'}
            {lane.failed && ` · the server failed: ${lane.failed}`}
          </p>
        </div>
        <Figure name="Survived" value={status.survival} note={status.survivalNote} isLarge />
        <div>
          <p className="label">Alice</p>
          <p className="text-sm">{aliceIs(run, lane)}</p>
          {lane.ended === 'client-only' && <p className="label">only the client forgot</p>}
        </div>
        <div className="col-span-2 lg:col-span-1">
          <p className="label">An accepted request</p>
          <dl className="grid grid-cols-3 gap-2">
            <Cost name="reads" value={lane.cost?.reads} />
            <Cost name="bytes" value={lane.cost?.bytes} />
            <Cost name="µs" value={lane.cost?.micros} />
          </dl>
        </div>
      </div>
      {isOpen && (
        <Suspense fallback={<Skeleton className="m-4 h-64" />}>
          <Inspector {...{ strategy, strategies, event, run, isBearer, before, view, onView }} />
        </Suspense>
      )}
    </li>
  )
}

function Figure({
  name,
  value,
  note,
  isLarge,
}: {
  name: string
  value: string
  note: string
  isLarge?: boolean
}) {
  return (
    <div>
      <p className="label">{name}</p>
      <p className={isLarge ? 'text-lg' : 'text-sm'}>{value}</p>
      <p className="label">{note}</p>
    </div>
  )
}

/** Measured, or a dash: what a strategy declares is on its own page. */
const Cost = ({ name, value }: { name: string; value: number | undefined }) => (
  <div className="flex flex-col-reverse">
    <dt className="label">{name}</dt>
    <dd className="font-mono text-sm">{value ?? '–'}</dd>
  </div>
)

function aliceIs(run: Run, { victim, failed }: ReturnType<typeof laneOf>): string {
  if (!victim || failed !== null) return '–'
  if (victim.accepted) return 'signed in'
  if (run.stolenAt === null) return 'not signed in'
  return run.event === 'logout' || run.event === 'logout-everywhere'
    ? 'signed out'
    : `out: ${refusalWords(victim.reason ?? 'revoked').toLowerCase()}`
}

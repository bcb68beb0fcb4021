'use client'

import { useEffect, useRef } from 'react'
import type { EventName } from '#lib/sessions/events.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { Link } from '#app/_ui/link.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { eventWords } from '#app/_words/events.ts'
import { WORKSPACE } from './_cells/cells.ts'
import { CellEvidence } from './_cells/cell-evidence.tsx'
import { useEvidence } from './_cells/use-evidence.ts'
import type { Named } from './compare.tsx'

/** Everything that is known of one cell. */
export function CellDialog({
  source,
  strategy,
  event,
  onClose,
}: {
  source: string
  strategy: Named
  event: EventName
  onClose(): void
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const { evidence, failure, retry } = useEvidence(source, strategy.id, event)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  const preset = source === WORKSPACE ? '' : `&preset=${source}`
  return (
    <dialog
      ref={dialog}
      aria-labelledby="cell-title"
      onClose={onClose}
      className="panel m-auto max-h-[92dvh] w-[min(44rem,calc(100vw-16px))] overflow-y-auto p-4 text-ink backdrop:bg-black/60 sm:p-6"
    >
      <div className="flex items-start justify-between gap-4">
        <h2 id="cell-title" className="text-lg">
          {strategy.title}: {eventWords[event].press}
        </h2>
        <form method="dialog">
          <button className="button button-small" aria-label="Close">
            <Icon name="x" />
          </button>
        </form>
      </div>
      <p className="text-sm text-soft">{eventWords[event].about}</p>
      <div className="mt-4 min-h-96">
        {failure && (
          <Notice kind="error" title={failure.detail}>
            The evidence did not come: <code>{failure.code}</code>.{' '}
            <button type="button" className="button button-small" onClick={retry}>
              Try again
            </button>
          </Notice>
        )}
        {evidence && <CellEvidence evidence={evidence} />}
        {!evidence && !failure && (
          <output className="grid gap-2">
            <span className="sr-only">The evidence is being fetched</span>
            <Skeleton className="h-48" />
            <Skeleton className="h-32" />
          </output>
        )}
      </div>
      <p className="mt-4 flex flex-wrap gap-2">
        <Link className="button" href={`/scenarios/${event}?strategy=${strategy.id}${preset}`}>
          Play this story
        </Link>
        <Link className="button" href={`/strategies/${strategy.id}`}>
          How {strategy.title} works
        </Link>
      </p>
    </dialog>
  )
}

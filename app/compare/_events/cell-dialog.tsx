'use client'

import type { Named } from '#lib/evidence/named.ts'
import { eventAbout } from '#lib/evidence/words/events-about.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import { WORKSPACE } from '#app/_evidence/paths.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { Link } from '#app/_ui/link.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { CellEvidence } from './cell-evidence.tsx'
import { DialogFrame } from '../_matrix/dialog-frame.tsx'
import { useEvidence } from '../../_evidence/use-evidence.ts'

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
  const { evidence, failure, retry } = useEvidence(source, strategy.id, event)
  const preset = source === WORKSPACE ? '' : `&preset=${source}`
  return (
    <DialogFrame title={`${strategy.title}: ${eventPress[event]}`} onClose={onClose}>
      <p className="text-sm text-soft">{eventAbout[event]}</p>
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
    </DialogFrame>
  )
}

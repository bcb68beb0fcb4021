'use client'

import type { EventName } from '#lib/strategies/events.ts'
import type { KeptTable } from '#app/_data/inspection.ts'
import type { Sequenced } from '#app/_sequence/message.ts'
import { Notice } from '#app/_ui/notice.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { Knocks } from '../knocks.tsx'
import { laneOf, type Run } from '../_run/run.ts'
import { ServerView } from './server-view.tsx'
import { SourceTab } from './source-tab.tsx'
import { Tabs } from './tabs.tsx'
import { TokenView } from './token-view.tsx'
import { useInspection } from './use-inspection.ts'
import { views, type ViewId } from './views.ts'
import { WhyView } from './why-view.tsx'
import { WireView } from './wire-view.tsx'

interface InspectorProps {
  strategy: Sequenced
  strategies: Sequenced[]
  event: EventName
  run: Run
  isBearer: boolean
  /** What the server kept when the session was stolen; missing after a reload. */
  before: KeptTable[] | undefined
  view: ViewId
  onView(view: ViewId): void
}

/** A lane from inside: why it stands so, the wire, the token, the server and the code. */
export function Inspector(props: InspectorProps) {
  const { strategy, strategies, event, run, isBearer, view, onView } = props
  return (
    <section
      id={`detail-${strategy.id}`}
      aria-label={`${strategy.title}: why`}
      className="panel mb-3"
    >
      {run.stolenAt !== null && (
        <div className="px-4 pt-3">
          <p className="label mb-1">
            The last knocks of this run
            {areManyNodes(strategies) && run.node !== undefined && (
              <span data-answered-by={run.node}>; the latest was answered by {run.node}</span>
            )}
          </p>
          <Knocks knocks={laneOf(run, strategy.id).knocks} run={run} />
        </div>
      )}
      <Tabs
        label={`${strategy.title}, looked at by`}
        name={`tab-${strategy.id}`}
        tabs={views}
        shown={view}
        onShow={onView}
      >
        {view === 'why' && (
          <WhyView strategy={strategy} strategies={strategies} event={event} run={run} />
        )}
        {view === 'wire' && <WireView strategy={strategy} event={event} isBearer={isBearer} />}
        {(view === 'token' || view === 'server') && <Inspected {...props} />}
        {view === 'source' && <SourceTab id={strategy.id} />}
      </Tabs>
    </section>
  )
}

/** What needs nodes runs only where the server is one of several: the name says nothing elsewhere. */
const areManyNodes = (strategies: readonly Sequenced[]) =>
  strategies.some(({ needs }) => needs.includes('replicatedRevocations'))

/** The views that show what is there at this moment. */
function Inspected({ strategy, run, before, view }: InspectorProps) {
  const { renewed } = laneOf(run, strategy.id)
  // Looked at again when something has happened, and not with every knock.
  const moment = `${run.stolenAt} ${run.event} ${run.eventAt} ${renewed}`
  const { inspection, failure, look } = useInspection(strategy.id, moment)
  return (
    <>
      {failure && (
        <div className="p-4">
          <Notice kind="error" title="What is shown may be old">
            {failure}{' '}
            <button type="button" className="button button-small" onClick={() => void look()}>
              Look again
            </button>
          </Notice>
        </div>
      )}
      {!inspection && !failure && <Skeleton className="m-4 h-48" />}
      {inspection && view === 'token' && <TokenView inspection={inspection} now={run.now} />}
      {inspection && view === 'server' && (
        <ServerView before={before} inspection={inspection} hasEvent={run.eventAt !== null} />
      )}
    </>
  )
}

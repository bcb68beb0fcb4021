import { promiseWords } from '#lib/evidence/words/promises.ts'
import type { CellRun } from '#lib/evidence/model.ts'
import type { EventName } from '#lib/strategies/events.ts'
import type { StrategyDescription } from '#lib/strategies/describe.ts'
import { Link } from '#app/_ui/link.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { labEventNamed } from '../_run/lab-events.ts'
import { momentOf } from './moment.ts'
import { Track } from './track.tsx'

/** One strategy at a moment of its measured run. */
export function ReplayLane({
  strategy: { id, title, promises },
  event,
  run,
  failure,
  at,
}: {
  strategy: StrategyDescription
  event: EventName
  run: CellRun | undefined
  failure: string | undefined
  at: number
}) {
  const moment = run && momentOf(run, at)
  // Live mode knows fewer events: time alone cannot be fired.
  const inside = labEventNamed(event)
    ? `/?event=${event}&lane=${id}&view=wire`
    : `/strategies/${id}`
  return (
    <li
      data-lane={id}
      className="panel grid grid-cols-2 items-start gap-x-4 gap-y-2 p-4 lg:grid-cols-[minmax(0,16rem)_minmax(0,1fr)_10rem_9rem]"
    >
      <div className="col-span-full flex flex-wrap items-center justify-between gap-x-4 lg:col-span-1 lg:block">
        <h3 className="text-base">
          <Link href={inside} className="text-ink">
            {title}
          </Link>
        </h3>
        <span data-verdict={failure ? 'error' : (moment?.kind ?? 'unknown')}>
          <VerdictMark
            kind={failure ? 'error' : (moment?.kind ?? 'unknown')}
            word={failure ? 'Not measured' : (moment?.word ?? 'Being measured')}
          />
        </span>
      </div>
      <div className="col-span-full lg:col-span-1">
        {run ? <Track run={run} at={at} promise={promises[event]} /> : <Skeleton className="h-6" />}
        <p className="label mt-1">
          promised {promiseWords(promises[event])}
          {run && run.broken.length > 0 && ` · broken: ${run.broken.join('; ')}`}
          {failure && ` · ${failure}`}
        </p>
      </div>
      <div>
        <p className="label">Survived</p>
        <p className="text-lg">{moment?.survival ?? '–'}</p>
        <p className="label">{moment?.note}</p>
      </div>
      <div>
        <p className="label">Knocks so far</p>
        <p className="text-sm">
          {moment ? `${moment.accepted} accepted, ${moment.refused} refused` : '–'}
        </p>
      </div>
    </li>
  )
}

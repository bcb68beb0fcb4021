import { fromTheRun, keptCells } from '#lib/evidence/cluster.ts'
import { survivalWords } from '#lib/evidence/words/survival.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { replicated } from '#lib/strategies/registry.ts'
import { Link } from './link.tsx'

/** How an event ended under strategies that one process cannot play, where the others are played. */
export const KeptLine = ({ event }: { event: EventName }) =>
  replicated.map(({ id, title }) => {
    const cell = keptCells(id).find((own) => own.event === event)
    const { firstRefused = null, horizon = 0 } = cell?.evidence ?? {}
    return (
      <p key={id} className="mt-3 max-w-prose text-sm text-soft" data-kept={id}>
        <Link href={`/strategies/${id}`}>{title}</Link> needs several nodes, and is not played here.{' '}
        {cell &&
          `${survivalWords({ firstRefused, horizon, promise: cell.promise })}, ${fromTheRun()}.`}
      </p>
    )
  })

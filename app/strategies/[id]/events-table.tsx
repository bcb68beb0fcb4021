'use client'

import { eventNames } from '#lib/sessions/events.ts'
import type { StrategyDescription } from '#lib/sessions/describe.ts'
import type { EvidenceRun } from '#app/_data/evidence-run.ts'
import { PromiseMark } from '#app/_ui/promise-mark.tsx'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { inHours, readable } from '#app/_words/durations.ts'
import { eventWords } from '#app/_words/events.ts'
import { collateralWords } from '#app/_words/promises.ts'
import { useCells, type Cell } from './use-cells.ts'

/** What each event does: what is promised, beside what was measured. */
export function EventsTable({ strategy }: { strategy: StrategyDescription }) {
  const cells = useCells(strategy.id)
  const measured = Object.keys(cells).length
  return (
    <>
      <p className="label mt-2" aria-live="polite">
        {measured < eventNames.length
          ? `Measuring: ${measured} of ${eventNames.length} events.`
          : 'Measured once each on this server, on a virtual clock, under the lifetimes of your workspace; to one second.'}
      </p>
      <ScrollRegion label="Events, promises and evidence" className="mt-1">
        <table className="table min-w-3xl">
          <thead>
            <tr>
              <th scope="col">Event</th>
              <th scope="col">Promised: a stolen copy stops</th>
              <th scope="col">Measured</th>
              <th scope="col">Also hit</th>
            </tr>
          </thead>
          <tbody>
            {eventNames.map((event) => (
              <tr key={event} data-event={event}>
                <th scope="row">
                  {eventWords[event].press}
                  <p className="label font-normal">{eventWords[event].about}</p>
                </th>
                <td>
                  <PromiseMark promised={strategy.promises[event]} />
                </td>
                <td>
                  <Measured cell={cells[event]} />
                </td>
                <td>{collateralWords[strategy.collateral[event]]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  )
}

function Measured({ cell }: { cell: Cell | undefined }) {
  if (!cell) return <VerdictMark kind="unknown" word="not yet" />
  if (cell.kind === 'failed') return <VerdictMark kind="error" word={cell.detail} />
  const { run } = cell
  return (
    <>
      <VerdictMark {...survivalOf(run)} />
      <p className="label">
        {run.broken.length > 0 ? `broken: ${run.broken.join('; ')}` : 'as promised'}
        {run.firstRefused !== null &&
          run.lastAccepted !== null &&
          `; in at ${run.lastAccepted} s, refused at ${run.firstRefused} s`}
      </p>
    </>
  )
}

function survivalOf({ lastAccepted, firstRefused, horizon }: EvidenceRun) {
  if (firstRefused === null) {
    return { kind: 'in', word: `still in at the horizon, at least ${inHours(horizon)}` } as const
  }
  if (lastAccepted === null) return { kind: 'blocked', word: 'refused at once' } as const
  return { kind: 'waiting', word: `refused after ${readable(firstRefused)}` } as const
}

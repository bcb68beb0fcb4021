'use client'

import { unbroken } from '#lib/evidence/words/durations.ts'
import { exactSurvival } from '#lib/evidence/words/survival.ts'
import { readingOf } from '#app/_evidence/reading.ts'
import type { CellRun } from '#lib/evidence/model.ts'
import { memo, type ReactNode } from 'react'
import { eventNames, type EventName } from '#lib/strategies/events.ts'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { readCell } from '#app/_evidence/read-cell.ts'
import { useEachEvent, type Asked } from './use-each-event.ts'
import { EventFrame } from './event-frame.tsx'

type Cell = Asked<CellRun>

/** What is known without measuring: drawn by the server, so that no page sends its words as a program. */
interface Promised {
  event: EventName
  head: ReactNode
  promised: ReactNode
  collateral: string
}

/** What each event does: what is promised, beside what was measured. */
export function EventsTable({
  strategy,
  promises,
}: {
  strategy: string
  promises: readonly Promised[]
}) {
  const cells = useEachEvent(strategy, readCell)
  const measured = Object.keys(cells).length
  return (
    <>
      <p className="label mt-2" aria-live="polite">
        {measured < eventNames.length
          ? `Measuring: ${measured} of ${eventNames.length} events.`
          : 'Measured once each on this server, on a virtual clock, under the lifetimes of your workspace; to one second.'}
      </p>
      <EventFrame measured="Measured">
        {promises.map((known) => (
          <Row key={known.event} {...known} cell={cells[known.event]} />
        ))}
      </EventFrame>
    </>
  )
}

/** Drawn anew with its own cell alone, not with each of the others that come in. */
const Row = memo(function Row({
  event,
  head,
  promised,
  collateral,
  cell,
}: Promised & { cell: Cell | undefined }) {
  return (
    <tr data-event={event}>
      <th scope="row">{head}</th>
      <td>{promised}</td>
      <td>
        <Measured cell={cell} />
      </td>
      <td>{collateral}</td>
    </tr>
  )
})

function Measured({ cell }: { cell: Cell | undefined }) {
  if (!cell) return <VerdictMark kind="unknown" word="not yet" />
  if (cell.kind === 'failed') return <VerdictMark kind="error" word={cell.detail} />
  const run = cell.data
  return (
    <>
      <VerdictMark {...readingOf(run)} />
      <p className="label">
        {run.broken.length > 0 ? `broken: ${run.broken.join('; ')}` : 'as promised'};{' '}
        {unbroken(exactSurvival(run))}
      </p>
    </>
  )
}

'use client'

import { memo } from 'react'
import { socketUses } from '#lib/evidence/names.ts'
import type { SocketCell } from '#lib/evidence/socket-model.ts'
import { inHours, readable } from '#lib/evidence/words/durations.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import { socketChecks } from '#lib/kernel/socket-check.ts'
import { eventNames, type EventName } from '#lib/strategies/events.ts'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { socketsPath, WORKSPACE } from '#app/_evidence/paths.ts'
import { call } from '#app/_data/call.ts'
import * as is from '#app/_data/shape.ts'
import { useEachEvent, type Asked } from './use-each-event.ts'

const shape = is.array(
  is.like<SocketCell>()(
    is.object({
      check: is.oneOf(socketChecks),
      use: is.oneOf(socketUses),
      lastOpen: is.nullable(is.number),
      firstClosed: is.nullable(is.number),
      horizon: is.number,
      broken: is.array(is.string),
    }),
  ),
)
type SocketCells = Asked<SocketCell[]>

const readSockets = (strategy: string, event: EventName, signal: AbortSignal) =>
  call('GET', socketsPath(WORKSPACE, strategy, event), shape, { signal })

const checkWords = {
  'at-opening': 'Checked when it is opened',
  'every-message': 'Checked at every message',
  push: 'Closed by a push',
} as const
const usedBy = { talks: 'its client talks', listens: 'its client only listens' } as const

export function SocketsTable({ strategy, bound }: { strategy: string; bound: string }) {
  const cells = useEachEvent(strategy, readSockets)
  const measured = Object.keys(cells).length
  return (
    <>
      <p className="label mt-2 max-w-prose" aria-live="polite">
        {measured < eventNames.length
          ? `Measuring: ${measured} of ${eventNames.length} events.`
          : `Measured on this server, on a virtual clock, under the lifetimes of your workspace; a thief holds the socket, and renews nothing. What another process has ended is pushed within ${bound}.`}
      </p>
      <ScrollRegion label="How long an open WebSocket stays open" className="mt-1">
        <table className="table min-w-3xl">
          <thead>
            <tr>
              <th scope="col">Event</th>
              {socketChecks.map((check) => (
                <th key={check} scope="col">
                  {checkWords[check]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {eventNames.map((event) => (
              <Row key={event} event={event} cells={cells[event]} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  )
}

/** Drawn anew with its own cells alone. */
const Row = memo(function Row({
  event,
  cells,
}: {
  event: EventName
  cells: SocketCells | undefined
}) {
  const failure = cells?.kind === 'failed' ? cells.detail : null
  return (
    <tr data-event={event}>
      <th scope="row">{eventPress[event]}</th>
      {socketChecks.map((check) => (
        <td key={check}>
          {failure !== null && <VerdictMark kind="error" word={failure} />}
          {!cells && <VerdictMark kind="unknown" word="not yet" />}
          {cells?.kind === 'ready' &&
            socketUses.map((use) => {
              const cell = cells.data.find((one) => one.check === check && one.use === use)
              return cell && <Measured key={use} cell={cell} />
            })}
        </td>
      ))}
    </tr>
  )
})

function Measured({ cell }: { cell: SocketCell }) {
  const { use, lastOpen, firstClosed, horizon, broken } = cell
  return (
    <div className="py-0.5">
      <p className="label">{usedBy[use]}</p>
      {firstClosed === null ? (
        <VerdictMark kind="in" word={`open for at least ${inHours(horizon)}`} />
      ) : lastOpen === null ? (
        <VerdictMark kind="blocked" word="closed at once" />
      ) : (
        <VerdictMark kind="waiting" word={`closed after ${readable(firstClosed)}`} />
      )}
      {broken.length > 0 && <p className="label">broken: {broken.join('; ')}</p>}
    </div>
  )
}

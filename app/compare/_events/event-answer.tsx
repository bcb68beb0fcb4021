'use client'

import type { Named } from '#lib/evidence/named.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import type { CellSummary } from '#lib/evidence/model.ts'
import { eventNames, type EventName } from '#lib/strategies/events.ts'
import { cellKey } from '#app/_evidence/paths.ts'
import { writeAddress } from '../../_data/address.ts'

/** The question, and its answer: how many strategies let a stolen copy in after an event. */
export function EventAnswer({
  rows,
  event,
  cells,
  about,
}: {
  rows: readonly Named[]
  event: EventName
  cells: ReadonlyMap<string, CellSummary>
  about: string
}) {
  const own = rows.flatMap(({ id }) => cells.get(cellKey(id, event)) ?? [])
  const still = own.filter(({ firstRefused }) => firstRefused !== 0).length
  return (
    <div className="mt-4">
      <h2 className="text-base">
        <label htmlFor="event">After which event does a stolen copy still work?</label>
      </h2>
      <select
        id="event"
        className="field mt-1 max-w-80"
        value={event}
        onChange={({ target }) => writeAddress({ event: target.value })}
      >
        {eventNames.map((name) => (
          <option key={name} value={name}>
            {eventPress[name]}
          </option>
        ))}
      </select>
      <p className="mt-2 min-h-[2lh] text-3xl text-balance leading-tight font-semibold sm:min-h-[1lh] sm:text-[40px] lg:min-h-[2lh]">
        {own.length < rows.length
          ? `Measured ${own.length} of ${rows.length} …`
          : `${still} of ${rows.length} still let the thief in.`}
      </p>
      <p className="mt-1 min-h-[2lh] text-sm text-soft lg:min-h-0">{about}</p>
    </div>
  )
}

'use client'

import type { Named } from '#lib/evidence/named.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import { eventNames, type EventName } from '#lib/strategies/events.ts'
import { writeAddress } from '../../_data/address.ts'
import { Choices } from '../choices.tsx'
import type { Sort } from './selection.ts'

/** What is shown, and in which order. */
export function Filters({
  strategies,
  chosen,
  sort,
}: {
  strategies: readonly Named[]
  chosen: { strategies: readonly string[]; events: readonly EventName[] }
  sort: Sort
}) {
  return (
    <section aria-labelledby="filters-title" className="panel p-4">
      <h2 id="filters-title" className="text-base">
        What to show
      </h2>
      <label className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        Order
        <select
          className="field max-w-72"
          value={sort}
          onChange={(event) =>
            writeAddress({ sort: event.target.value === 'usual' ? null : event.target.value })
          }
        >
          <option value="usual">as the lab lists them</option>
          <option value="rank">by rank, the best first</option>
          {eventNames.map((event) => (
            <option key={event} value={event}>
              by survival: {eventPress[event]}
            </option>
          ))}
        </select>
      </label>
      <Choices name="strategies" title="Strategies" all={strategies} chosen={chosen.strategies} />
      <Choices
        name="events"
        title="Events"
        all={eventNames.map((id) => ({ id, title: eventPress[id] }))}
        chosen={chosen.events}
      />
    </section>
  )
}

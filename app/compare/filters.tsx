import { eventNames, type EventName } from '#lib/sessions/events.ts'
import { eventWords } from '#app/_words/events.ts'
import { writeAddress } from './_cells/address.ts'
import type { Named } from './compare.tsx'
import { chosenText, type Sort } from './selection.ts'

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
              by survival: {eventWords[event].press}
            </option>
          ))}
        </select>
      </label>
      <Choices name="strategies" title="Strategies" all={strategies} chosen={chosen.strategies} />
      <Choices
        name="events"
        title="Events"
        all={eventNames.map((id) => ({ id, title: eventWords[id].press }))}
        chosen={chosen.events}
      />
    </section>
  )
}

/** Some of many, by name; what is chosen is in the address. */
export function Choices({
  name,
  title,
  all,
  chosen,
}: {
  name: 'strategies' | 'events' | 'groups'
  title: string
  all: readonly Named[]
  chosen: readonly string[]
}) {
  const ids = all.map(({ id }) => id)
  const choose = (wanted: readonly string[]) => writeAddress({ [name]: chosenText(wanted, ids) })
  const toggle = (id: string) =>
    choose(ids.filter((other) => (other === id) !== chosen.includes(other)))
  const count =
    chosen.length === all.length ? `all ${all.length}` : `${chosen.length} of ${all.length}`
  return (
    <details className="mt-2 text-sm">
      <summary className="min-h-6 cursor-pointer">
        {title}: {count}
      </summary>
      <div className="mt-2 flex gap-2">
        <button type="button" className="button button-small" onClick={() => choose(ids)}>
          All<span className="sr-only"> {title.toLowerCase()}</span>
        </button>
        <button type="button" className="button button-small" onClick={() => choose([])}>
          None<span className="sr-only"> of the {title.toLowerCase()}</span>
        </button>
      </div>
      <fieldset className="mt-2 grid gap-x-4 sm:grid-cols-2">
        <legend className="sr-only">{title} to show</legend>
        {all.map(({ id, title: words }) => (
          <label key={id} className="flex min-h-7 items-center gap-2">
            <input
              type="checkbox"
              className="size-4 shrink-0 accent-accent"
              checked={chosen.includes(id)}
              onChange={() => toggle(id)}
            />
            {words}
          </label>
        ))}
      </fieldset>
    </details>
  )
}

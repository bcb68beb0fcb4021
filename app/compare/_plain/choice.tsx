import { eventPress } from '#lib/evidence/words/events.ts'
import { eventNames, type EventName } from '#lib/strategies/events.ts'
import { PresetField } from '#app/_ui/preset-field.tsx'

/** In the place of an event. */
export const ALL = 'all'

/** Which event, and under which lifetimes: the address carries it, and no script is needed. */
export const PlainChoice = ({
  event,
  preset,
}: {
  event: EventName | typeof ALL
  preset: string
}) => (
  <form action="/compare" className="panel mt-4 flex flex-wrap items-end gap-3 p-4 text-sm">
    <label>
      After which event
      <select name="event" defaultValue={event} className="field mt-1">
        {eventNames.map((name) => (
          <option key={name} value={name}>
            {eventPress[name]}
          </option>
        ))}
        <option value={ALL}>All of them (takes some seconds)</option>
      </select>
    </label>
    <PresetField preset={preset} />
    <button className="button button-main">Measure</button>
  </form>
)

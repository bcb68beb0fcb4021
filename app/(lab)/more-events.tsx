'use client'

import type { EventName } from '#lib/strategies/events.ts'
import { EventButton } from './event-button.tsx'
import { eventGroups, measuredOnly, prominent, type LabEvent } from './_run/lab-events.ts'
import type { LabWords } from './_run/lab-data.ts'

/** All other events, by who makes them happen. */
export function MoreEvents({
  shown,
  isBusy,
  words,
  onFire,
  onChoose,
}: {
  shown: EventName
  isBusy: boolean
  words: Pick<LabWords, 'press' | 'about'>
  onFire(event: LabEvent): void
  onChoose(event: EventName): void
}) {
  const button = (event: EventName, press: () => void) => (
    <EventButton key={event} {...{ event, shown, isBusy, words }} onPress={press} />
  )
  const group = 'mt-1 flex flex-wrap gap-2'
  return (
    <div className="panel absolute inset-x-0 z-2 mt-2 grid gap-4 border-edge p-4 sm:grid-cols-2 lg:grid-cols-4">
      {eventGroups.map(({ name, events }) => (
        <fieldset key={name}>
          <legend className="label">{name}</legend>
          <div className={group}>
            {events
              .filter((event) => !prominent.some((other) => other === event))
              .map((event) => button(event, () => onFire(event)))}
          </div>
        </fieldset>
      ))}
      <fieldset>
        <legend className="label">Takes hours or devices: as measured</legend>
        <div className={group}>
          {measuredOnly.map((event) => button(event, () => onChoose(event)))}
        </div>
      </fieldset>
    </div>
  )
}

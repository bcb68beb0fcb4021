'use client'

import { eventPress } from '#lib/evidence/words/events.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { useDetails } from '#app/_ui/use-details.ts'
import { eventGroups, measuredOnly, prominent, type LabEvent } from './_run/lab-events.ts'
import type { LabRun } from './_run/use-run.ts'

/** The events: three in sight, all of them one press away. */
export function EventBar({
  lab,
  shown,
  abouts,
  onFire,
  onChoose,
}: {
  lab: LabRun
  /** The event that the page speaks of. */
  shown: EventName
  abouts: Record<EventName, string>
  onFire(event: LabEvent): void
  onChoose(event: EventName): void
}) {
  const { run, doing } = lab
  const { isOpen, close, details } = useDetails()
  const button = (event: LabEvent, isMain: boolean) => (
    <button
      key={event}
      type="button"
      className={`button ${isMain ? 'button-main' : ''}`}
      aria-current={shown === event ? 'true' : undefined}
      aria-disabled={doing !== null}
      title={abouts[event]}
      onClick={() => {
        close()
        onFire(event)
      }}
    >
      {doing === 'event' && shown === event && <Working />}
      {eventPress[event]}
    </button>
  )
  return (
    <div className="needs-js unprinted relative mt-4">
      <div className="flex flex-wrap gap-2">
        {prominent.map((event) => button(event, run.event === null && event === 'logout'))}
        <details className="group" {...details}>
          <summary className="button cursor-pointer list-none">
            More
            <Icon name="chevron-right" className="rotate-90 group-open:-rotate-90" />
          </summary>
          {isOpen && (
            <div className="panel absolute inset-x-0 z-2 mt-2 grid gap-4 border-edge p-4 sm:grid-cols-2 lg:grid-cols-4">
              {eventGroups.map(({ name, events }) => (
                <fieldset key={name}>
                  <legend className="label">{name}</legend>
                  <div className="mt-1 flex flex-wrap gap-2">
                    {events
                      .filter((event) => !prominent.some((other) => other === event))
                      .map((event) => button(event, false))}
                  </div>
                </fieldset>
              ))}
              <fieldset>
                <legend className="label">Takes hours: shown as measured</legend>
                <div className="mt-1 flex flex-wrap gap-2">
                  {measuredOnly.map((event) => (
                    <button
                      key={event}
                      type="button"
                      className="button"
                      aria-current={shown === event ? 'true' : undefined}
                      title={abouts[event]}
                      onClick={() => {
                        close()
                        onChoose(event)
                      }}
                    >
                      {eventPress[event]}
                    </button>
                  ))}
                </div>
              </fieldset>
            </div>
          )}
        </details>
      </div>
      <p className="mt-2 max-w-prose text-sm text-soft">{abouts[shown]}</p>
    </div>
  )
}

const Working = () => (
  <Icon name="loader-circle" className="animate-spin motion-reduce:animate-none" />
)

'use client'

import { eventPress } from '#lib/evidence/words/events.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { eventGroups, prominent, type LabEvent } from './_run/lab-events.ts'
import type { LabRun } from './_run/use-run.ts'

const heading = 'text-lg'

/** The first two of the three clicks; the third is on a lane. */
export function Steps({
  lab,
  shown,
  abouts,
  onFire,
}: {
  lab: LabRun
  /** The event that the lanes speak of, fired or only chosen. */
  shown: LabEvent
  abouts: Record<EventName, string>
  onFire(event: LabEvent): void
}) {
  const { run, doing } = lab
  const isStolen = run.stolenAt !== null
  return (
    <div className="unprinted mt-6 grid gap-2 lg:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]">
      <section aria-labelledby="step-1" className="panel p-4">
        <h2 id="step-1" className={heading}>
          <span className="text-accent">1</span> · Steal the session
        </h2>
        <p className="mt-1 text-sm text-soft">
          Alice, an administrator in this story, is signed in everywhere; a thief copies what her
          browser holds and knocks once a second.
        </p>
        <button
          type="button"
          className={`button mt-3 w-full ${isStolen ? '' : 'button-main'}`}
          aria-disabled={doing !== null}
          onClick={() => void lab.steal()}
        >
          {doing === 'steal' ? <Working /> : <Icon name="copy" />}
          {isStolen ? 'Steal afresh' : 'Steal the session'}
        </button>
      </section>
      <section aria-labelledby="step-2" className="panel p-4">
        <h2 id="step-2" className={heading}>
          <span className="text-accent">2</span> · Pull the plug
        </h2>
        <div className="mt-2 grid gap-x-6 gap-y-3 sm:grid-cols-2 xl:grid-cols-3">
          {eventGroups.map(({ name, events }) => (
            <fieldset key={name}>
              <legend className="label">{name}</legend>
              <div className="mt-1 flex flex-wrap gap-2">
                {events.map((event) => (
                  <button
                    key={event}
                    type="button"
                    className={`button ${isStolen && prominent.has(event) && !run.event ? 'button-main' : ''}`}
                    aria-current={shown === event ? 'true' : undefined}
                    aria-disabled={doing !== null}
                    title={abouts[event]}
                    onClick={() => onFire(event)}
                  >
                    {eventPress[event]}
                  </button>
                ))}
              </div>
            </fieldset>
          ))}
        </div>
        <p className="mt-3 text-sm text-soft">
          {run.event
            ? 'Any other event starts a new run: Alice signs in again and is robbed again.'
            : abouts[shown]}
        </p>
      </section>
    </div>
  )
}

const Working = () => (
  <Icon name="loader-circle" className="animate-spin motion-reduce:animate-none" />
)

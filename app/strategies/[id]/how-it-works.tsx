'use client'

import { eventPress } from '#lib/evidence/words/events.ts'
import { useEvidenceRun } from '#app/_evidence/use-evidence-run.ts'
import { useState } from 'react'
import { eventNames, type EventName } from '#lib/strategies/events.ts'
import type { Sequenced } from '#app/_sequence/message.ts'
import { partsOf } from '#app/_sequence/parts.ts'
import { SequenceDiagram } from '#app/_sequence/sequence-diagram.tsx'

/** The sequence diagram of a strategy, for an event that the reader chooses. */
export function HowItWorks({
  strategy,
  from,
}: {
  strategy: Sequenced
  /** Where the run is from, where it is not measured now. */
  from?: string
}) {
  const [event, setEvent] = useState<EventName>('logout')
  const loaded = useEvidenceRun(strategy.id, event)
  const state = {
    loading: 'The replay is being measured.',
    ready: from
      ? `The replay and its numbers are ${from}.`
      : 'The replay and its numbers were measured in one run, on a virtual clock; its end is known to one second.',
    failed: from
      ? `Not measured under these lifetimes: what is known is ${from}.`
      : 'The replay could not be measured.',
  }[loaded.kind]
  return (
    <section aria-labelledby="how" className="mt-8">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <h2 id="how" className="text-lg">
          How it works
        </h2>
        <label className="text-sm">
          Event in the diagram
          <select
            className="field mt-1"
            value={event}
            onChange={({ target }) =>
              setEvent(eventNames.find((name) => name === target.value) ?? 'logout')
            }
          >
            {eventNames.map((name) => (
              <option key={name} value={name}>
                {eventPress[name]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="panel mt-3 p-4" aria-busy={loaded.kind === 'loading'}>
        <SequenceDiagram
          parts={partsOf(strategy, event, loaded)}
          caption={`${state} In a path, … is /api/strategies/${strategy.id}; in a cookie, it is ${strategy.id}.`}
        />
      </div>
    </section>
  )
}

'use client'

import type { Sequenced } from '#app/_sequence/message.ts'
import { useShortcuts } from '#app/_shell/shortcuts.ts'
import { Announcer } from './announcer.tsx'
import { ClockBar } from './clock-bar.tsx'
import { Feed } from './feed.tsx'
import { LaneFilter } from './lane-filter.tsx'
import { Lane } from './lane.tsx'
import type { EventName } from '#lib/strategies/events.ts'
import { Steps } from './steps.tsx'
import { Tally } from './tally.tsx'
import { viewNamed } from './_inspector/views.ts'
import { writeUrl } from './_run/address.ts'
import { chosenLanes, type LaneChoice } from './_run/lane-choice.ts'
import type { LabEvent } from './_run/lab-events.ts'
import type { LabRun } from './_run/use-run.ts'

/** The three clicks, on the server as it is now. */
export function Live({
  lab,
  event,
  strategies,
  abouts,
  happened,
  choice,
  hasClock,
  isBearer,
  open,
  view,
}: {
  lab: LabRun
  /** The event that the lanes speak of, fired or only chosen. */
  event: LabEvent
  strategies: Sequenced[]
  abouts: Record<EventName, string>
  happened: Record<EventName, string>
  choice: LaneChoice
  hasClock: boolean
  isBearer: boolean
  /** The lane that is open, and at which tab, as the address has them. */
  open: string | null
  view: string | null
}) {
  const { run } = lab
  const shown = chosenLanes(strategies, choice, event)
  const fire = (fired: LabEvent) => {
    writeUrl({ event: fired })
    void lab.fire(fired)
  }
  useShortcuts({
    s: () => void lab.steal(),
    o: () => fire('logout'),
    e: () => fire('logout-everywhere'),
    c: () => fire('password-change'),
    b: () => fire('ban'),
    '1': () => void lab.advance(60, 6),
    '5': () => void lab.advance(300, 10),
    h: () => void lab.advance(3_600, 12),
    p: lab.togglePause,
    r: () => void lab.startOver(),
  })

  return (
    <>
      <Steps lab={lab} shown={event} abouts={abouts} onFire={fire} />
      <Feed lab={lab} />
      <section aria-labelledby="lanes" className="mt-8">
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
          <div>
            <h2 id="lanes" className="text-lg">
              <span className="text-accent">3</span> · Open a lane that survived
            </h2>
            <Tally run={run} strategies={strategies} happened={happened} />
          </div>
          <ClockBar lab={lab} hasClock={hasClock} />
        </div>
        <div className="mt-2">
          <LaneFilter strategies={strategies} choice={choice} shown={shown.length} />
        </div>
        <ol className="mt-2 grid gap-2">
          {shown.map((strategy) => (
            <Lane
              key={strategy.id}
              strategy={strategy}
              strategies={strategies}
              event={event}
              run={run}
              isStale={lab.lostSince !== null}
              isOpen={open === strategy.id}
              isBearer={isBearer}
              before={lab.before[strategy.id]}
              view={viewNamed(view)}
              onView={(next) => writeUrl({ view: next === 'why' ? null : next })}
              onToggle={() =>
                writeUrl({ lane: open === strategy.id ? null : strategy.id, view: null })
              }
            />
          ))}
        </ol>
      </section>
      <Announcer run={run} strategies={strategies} happened={happened} />
    </>
  )
}

'use client'

import { lazy, Suspense, type ReactNode } from 'react'
import type { EventName } from '#lib/strategies/events.ts'
import type { Door } from '#app/_chart/door.ts'
import type { Sequenced } from '#app/_sequence/message.ts'
import { useShortcuts } from '#app/_shell/shortcuts.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { useDetails } from '#app/_ui/use-details.ts'
import { Announcer } from './announcer.tsx'
import { Chart } from './chart.tsx'
import { ClockBar } from './clock-bar.tsx'
import { EventBar } from './event-bar.tsx'
import { Feed } from './feed.tsx'
import { HeadlineAnswer } from './headline.tsx'
import { LaneFilter } from './lane-filter.tsx'
import { ScenePanel } from './_scene/scene-panel.tsx'
import { writeUrl } from './_run/address.ts'
import { headlineOf } from './_run/headline.ts'
import { chosenLanes, type LaneChoice } from './_run/lane-choice.ts'
import type { LabEvent } from './_run/lab-events.ts'
import type { LabRun } from './_run/use-run.ts'
import type { LifetimeChoice } from './lab.tsx'

/** Most visits are content with the lifetimes that are there. */
const LifetimeSliders = lazy(() =>
  import('./lifetimes.tsx').then((m) => ({ default: m.LifetimeSliders })),
)

/** The heist, on the server as it is now: the answer, the scene, and the chart of all strategies. */
export function Live({
  lab,
  event,
  doors,
  strategies,
  abouts,
  happened,
  choice,
  lifetimes,
  hasClock,
  isBearer,
  search,
  onEvent,
}: {
  lab: LabRun
  /** The event that the page speaks of, fired or only chosen. */
  event: EventName
  /** Its measured runs; none while they are made. */
  doors: readonly Door[]
  strategies: Sequenced[]
  abouts: Record<EventName, string>
  happened: Record<EventName, string>
  choice: LaneChoice
  lifetimes: LifetimeChoice
  hasClock: boolean
  isBearer: boolean
  search: URLSearchParams
  onEvent(event: EventName): void
}) {
  const { run, doing } = lab
  const shown = chosenLanes(strategies, choice, event)
  const isLive = run.event === event
  const headline = headlineOf({ run, event, doors, strategies, happened: happened[event] })
  const fire = (fired: LabEvent) => {
    onEvent(fired)
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
      <HeadlineAnswer
        headline={headline}
        isLive={isLive}
        isBusy={doing === 'event' || doing === 'steal'}
      />
      <EventBar lab={lab} shown={event} abouts={abouts} onFire={fire} onChoose={onEvent} />
      <Feed lab={lab} />
      <ScenePanel
        strategies={strategies}
        named={search.get('scene')}
        run={run}
        event={event}
        isBusy={doing !== null}
        onSteal={() => void lab.steal()}
      />
      <section aria-labelledby="doors" className="mt-6">
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
          <h2 id="doors" className="text-lg">
            How long the copy opens the door
          </h2>
          <ClockBar lab={lab} hasClock={hasClock} />
        </div>
        <div className="needs-js unprinted flex flex-wrap items-start gap-x-6 text-sm">
          <Unfolding name="Lifetimes">
            <LifetimeSliders {...lifetimes} onChanged={lab.forget} />
          </Unfolding>
          <LaneFilter strategies={strategies} choice={choice} shown={shown.length} />
          <button
            type="button"
            className="inline-flex min-h-9 items-center gap-1 underline decoration-1 underline-offset-3"
            onClick={() => writeUrl({ mode: 'replay' })}
          >
            <Icon name="play" size={14} />
            Replay the measured hours
          </button>
        </div>
        <Chart
          {...{ strategies, shown, doors, event, run, isLive, isBearer }}
          isStale={lab.lostSince !== null}
          before={lab.before}
          open={search.get('lane')}
          view={search.get('view')}
        />
      </section>
      <Announcer run={run} strategies={strategies} happened={happened} />
    </>
  )
}

function Unfolding({ name, children }: { name: string; children: ReactNode }) {
  const { isOpen, details } = useDetails()
  return (
    <details className="open:w-full" {...details}>
      <summary className="flex min-h-9 w-fit cursor-pointer items-center underline decoration-1 underline-offset-3">
        {name}
      </summary>
      {isOpen && <Suspense fallback={<Skeleton className="mt-1 h-40" />}>{children}</Suspense>}
    </details>
  )
}

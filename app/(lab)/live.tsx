'use client'

import { Suspense, type ReactNode } from 'react'
import type { EventName } from '#lib/strategies/events.ts'
import type { Door, Measured } from '#lib/evidence/door.ts'
import type { Sequenced } from '#app/_sequence/message.ts'
import { useShortcuts } from '#app/_shell/shortcuts.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { late } from '#app/_ui/late.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { useDetails } from '#app/_ui/use-details.ts'
import { Chart } from './chart.tsx'
import { EventBar } from './event-bar.tsx'
import { HeadlineAnswer } from './headline.tsx'
import { ScenePanel } from './_scene/scene-panel.tsx'
import { writeAddress } from '#app/_data/address.ts'
import { headlineOf, isAbout } from './_run/headline.ts'
import { chosenLanes, type LaneChoice } from './_run/lane-choice.ts'
import type { LabEvent } from './_run/lab-events.ts'
import type { LabRun } from './_run/use-run.ts'
import type { LabWords, LifetimeChoice } from './_run/lab-data.ts'

/** What is heard of a run, and what is wrong with it: neither is there before one has begun. */
const Announcer = late(() => import('./announcer.tsx').then((m) => m.Announcer))
const Feed = late(() => import('./feed.tsx').then((m) => m.Feed))

const ClockBar = late(() => import('./clock-bar.tsx').then((m) => m.ClockBar))

/** Most visits look at all lanes, and are content with the lifetimes that are there. */
const LaneChoices = late(() => import('./lane-choices.tsx').then((m) => m.LaneChoices))
const LifetimeSliders = late(() => import('./lifetimes.tsx').then((m) => m.LifetimeSliders))

/** The heist, on the server as it is now: the answer, the scene, and the chart of all strategies. */
export function Live({
  lab,
  event,
  doors,
  measured,
  strategies,
  words,
  choice,
  lifetimes,
  legend,
  answer,
  still,
  isBearer,
  search,
  onEvent,
}: {
  lab: LabRun
  /** The event that the page speaks of, fired or only chosen. */
  event: EventName
  /** Its measured runs; none while they are made. */
  doors: readonly Door[]
  /** What they say in words. */
  measured: Measured | null
  strategies: Sequenced[]
  words: LabWords
  choice: LaneChoice
  lifetimes: LifetimeChoice
  /** Drawn by the server: it never changes. */
  legend: ReactNode
  answer: ReactNode
  still: ReactNode
  isBearer: boolean
  search: URLSearchParams
  onEvent(event: EventName): void
}) {
  const { run, doing } = lab
  const shown = chosenLanes(strategies, choice, event)
  const isLive = isAbout(run, event)
  const headline = headlineOf({ run, event, measured, strategies, happened: words.happened[event] })
  const fire = (fired: LabEvent) => {
    onEvent(fired)
    lab.fire(fired)
  }
  useShortcuts({
    s: () => lab.steal(),
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
      {answer}
      <EventBar lab={lab} shown={event} words={words} onFire={fire} onChoose={onEvent} />
      {(lab.failure || lab.lostSince || lab.isPaused) && (
        <Suspense>
          <Feed lab={lab} />
        </Suspense>
      )}
      <ScenePanel
        strategies={strategies}
        named={search.get('scene')}
        run={run}
        event={event}
        refusals={words.refusals}
        still={still}
        isBusy={doing !== null}
        onSteal={() => lab.steal()}
      />
      <section aria-labelledby="doors" className="mt-6">
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
          <h2 id="doors" className="text-lg">
            How long the copy opens the door
          </h2>
          {/* As high as what comes, so that nothing moves when a run begins. */}
          <div className="min-h-9 max-sm:min-h-28">
            {run.stolenAt !== null && (
              <Suspense>
                <ClockBar lab={lab} />
              </Suspense>
            )}
          </div>
        </div>
        <div className="needs-js unprinted flex flex-wrap items-start gap-x-6 text-sm">
          <Unfolding name="Lifetimes">
            <LifetimeSliders {...lifetimes} onChanged={lab.forget} />
          </Unfolding>
          <Unfolding name={`Choose lanes (${shown.length} of ${strategies.length})`}>
            <LaneChoices strategies={strategies} choice={choice} />
          </Unfolding>
          <button
            type="button"
            className="inline-flex min-h-9 items-center gap-1 underline decoration-1 underline-offset-3"
            onClick={() => writeAddress({ mode: 'replay' })}
          >
            <Icon name="play" size={14} />
            Replay the measured hours
          </button>
        </div>
        <Chart
          {...{ strategies, shown, doors, event, run, isLive, isBearer, legend }}
          isStale={lab.lostSince !== null}
          before={lab.before}
          open={search.get('lane')}
          view={search.get('view')}
        />
      </section>
      {run.stolenAt !== null && (
        <Suspense>
          <Announcer run={run} strategies={strategies} happened={words.happened} />
        </Suspense>
      )}
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

'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { lazy, Suspense, useMemo, useTransition } from 'react'
import { eventNames, type EventName } from '#lib/strategies/events.ts'
import type { Lifetimes } from '#lib/strategies/lifetimes.ts'
import type { Door } from '#app/_chart/door.ts'
import type { Sequenced } from '#app/_sequence/message.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { LaneFilter } from './lane-filter.tsx'
import { Live } from './live.tsx'
import { writeUrl } from './_run/address.ts'
import { chosenLanes, laneChoice } from './_run/lane-choice.ts'
import { FIRST_EVENT } from './_run/lab-events.ts'
import { useRun } from './_run/use-run.ts'

/** Most visits never ask for it. */
const Replay = lazy(() => import('./_replay/replay.tsx').then((m) => ({ default: m.Replay })))

export interface LifetimeChoice {
  lifetimes: Lifetimes
  presets: readonly { id: string; title: string; lifetimes: Lifetimes }[]
}

export function Lab({
  workspace,
  now,
  transport,
  strategies,
  doors,
  lifetimes,
  abouts,
  happened,
}: {
  workspace: string | null
  /** Unix seconds on the workspace's clock; null while there is no workspace. */
  now: number | null
  transport: 'cookie' | 'bearer'
  strategies: Sequenced[]
  /** The measured runs of the event in the address. */
  doors: Door[]
  lifetimes: LifetimeChoice
  /** What happens at each event. */
  abouts: Record<EventName, string>
  /** The event as something that happened. */
  happened: Record<EventName, string>
}) {
  const search = useSearchParams()
  const router = useRouter()
  const [, startTransition] = useTransition()
  const lanes = useMemo(
    () =>
      strategies.map(({ id, transports, renews }) => ({
        id,
        isBearer: transport === 'bearer' && transports.includes('bearer'),
        renews,
      })),
    [strategies, transport],
  )
  const lab = useRun(workspace, now ?? 0, lanes)
  const named = eventNames.find((name) => name === search.get('event'))
  const event = named ?? lab.run.event ?? FIRST_EVENT
  const choice = laneChoice(search.get('show'), search.get('lanes'))
  /** The address first, so that the page speaks of it at once; the server then measures it. */
  const choose = (chosen: EventName) => {
    writeUrl({ event: chosen })
    startTransition(() => router.refresh())
  }
  if (search.get('mode') === 'replay') {
    const shown = chosenLanes(strategies, choice, event)
    return (
      <>
        <h1 className="text-2xl sm:text-3xl">{happened[event]}: the measured hours</h1>
        <button
          type="button"
          className="button unprinted mt-3"
          onClick={() => writeUrl({ mode: null, at: null })}
        >
          <Icon name="chevron-left" />
          Back to the live lab
        </button>
        <LaneFilter strategies={strategies} choice={choice} shown={shown.length} />
        <Suspense fallback={<Skeleton className="mt-6 h-96" />}>
          <Replay
            key={event}
            strategies={shown}
            event={event}
            startAt={Math.max(0, Math.floor(Number(search.get('at')) || 0))}
          />
        </Suspense>
      </>
    )
  }
  return (
    <Live
      lab={lab}
      event={event}
      doors={doors.filter((door) => door.event === event)}
      strategies={strategies}
      abouts={abouts}
      happened={happened}
      choice={choice}
      lifetimes={lifetimes}
      hasClock={now !== null}
      isBearer={transport === 'bearer'}
      search={search}
      onEvent={choose}
    />
  )
}

'use client'

import { useSearchParams } from 'next/navigation'
import { lazy, Suspense, useMemo } from 'react'
import { eventNames, type EventName } from '#lib/strategies/events.ts'
import type { Sequenced } from '#app/_sequence/message.ts'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { LaneFilter } from './lane-filter.tsx'
import { Live } from './live.tsx'
import { modeNamed, ModeSwitch } from './mode-switch.tsx'
import { chosenLanes, laneChoice } from './_run/lane-choice.ts'
import { FIRST_EVENT, labEventNamed } from './_run/lab-events.ts'
import { useRun } from './_run/use-run.ts'

/** Most visits never ask for it. */
const Replay = lazy(() => import('./_replay/replay.tsx').then((m) => ({ default: m.Replay })))

export function Lab({
  workspace,
  now,
  transport,
  strategies,
  abouts,
  happened,
}: {
  workspace: string | null
  /** Unix seconds on the workspace's clock; null while there is no workspace. */
  now: number | null
  transport: 'cookie' | 'bearer'
  strategies: Sequenced[]
  /** What happens at each event. */
  abouts: Record<EventName, string>
  /** The event as something that happened. */
  happened: Record<EventName, string>
}) {
  const search = useSearchParams()
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
  const mode = modeNamed(search.get('mode'))
  const named = search.get('event')
  const choice = laneChoice(search.get('show'), search.get('lanes'))
  if (mode === 'replay') {
    const event = eventNames.find((name) => name === named) ?? lab.run.event ?? FIRST_EVENT
    const shown = chosenLanes(strategies, choice, event)
    return (
      <>
        <ModeSwitch mode={mode} />
        <div className="mt-2">
          <LaneFilter strategies={strategies} choice={choice} shown={shown.length} />
        </div>
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
    <>
      <ModeSwitch mode={mode} />
      <Live
        lab={lab}
        event={lab.run.event ?? labEventNamed(named) ?? FIRST_EVENT}
        strategies={strategies}
        abouts={abouts}
        happened={happened}
        choice={choice}
        hasClock={now !== null}
        isBearer={transport === 'bearer'}
        open={search.get('lane')}
        view={search.get('view')}
      />
    </>
  )
}

'use client'

import { useSearchParams } from 'next/navigation'
import { Suspense, useMemo, type ReactNode } from 'react'
import { eventNames, type EventName } from '#lib/strategies/events.ts'
import type { Door, Measured } from '#lib/evidence/door.ts'
import type { Sequenced } from '#app/_sequence/message.ts'
import { writeAddress } from '#app/_data/address.ts'
import { redraw } from '#app/_data/redrawing.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { late } from '#app/_ui/late.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { Live } from './live.tsx'
import { laneChoice } from './_run/lane-choice.ts'
import { FIRST_EVENT } from './_run/lab-events.ts'
import type { LabWords, LifetimeChoice } from './_run/lab-data.ts'
import { useRun } from './_run/use-run.ts'

/** Most visits never ask for it. */
const Replay = late(() => import('./_replay/replay.tsx').then((m) => m.Replay))

export function Lab({
  workspace,
  now,
  transport,
  strategies,
  doors,
  lifetimes,
  legend,
  answer,
  still,
  words,
  measured,
}: {
  workspace: string | null
  /** Unix seconds on the workspace's clock; null while there is no workspace. */
  now: number | null
  transport: 'cookie' | 'bearer'
  strategies: Sequenced[]
  /** The measured runs of the event in the address. */
  doors: Door[]
  lifetimes: LifetimeChoice
  legend: ReactNode
  /** What the measured runs answer about JWTs. */
  answer: ReactNode
  still: ReactNode
  words: LabWords
  /** What the measured runs say in words. */
  measured: Measured
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
  const named = eventNames.find((name) => name === search.get('event'))
  const event = named ?? lab.run.event ?? FIRST_EVENT
  const own = doors.filter((door) => door.event === event)
  const [show, only] = [search.get('show'), search.get('lanes')]
  const choice = useMemo(() => laneChoice(show, only), [show, only])
  /** The address first, so that the page speaks of it at once; the server then measures it. */
  const choose = (chosen: EventName) => {
    writeAddress({ event: chosen })
    redraw('page')
  }
  if (search.get('mode') === 'replay') {
    return (
      <>
        <h1 className="text-2xl sm:text-3xl">{words.happened[event]}: the measured hours</h1>
        <button
          type="button"
          className="button unprinted mt-3"
          onClick={() => writeAddress({ mode: null, at: null })}
        >
          <Icon name="chevron-left" />
          Back to the live lab
        </button>
        <Suspense fallback={<Skeleton className="mt-6 h-96" />}>
          <Replay
            key={event}
            strategies={strategies}
            choice={choice}
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
      doors={own}
      measured={own.length > 0 ? measured : null}
      strategies={strategies}
      words={words}
      choice={choice}
      lifetimes={lifetimes}
      legend={legend}
      answer={own.length > 0 && answer}
      still={still}
      isBearer={transport === 'bearer'}
      search={search}
      onEvent={choose}
    />
  )
}

'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useState,
  useTransition,
  type ReactNode,
} from 'react'
import { eventNames, type EventName } from '#lib/strategies/events.ts'
import type { Door } from '#lib/evidence/door.ts'
import type { Sequenced } from '#app/_sequence/message.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { Live } from './live.tsx'
import { writeUrl } from './_run/address.ts'
import { laneChoice } from './_run/lane-choice.ts'
import { FIRST_EVENT } from './_run/lab-events.ts'
import type { LabWords, LifetimeChoice } from './_run/lab-data.ts'
import { useRun } from './_run/use-run.ts'

/** Most visits never ask for it. */
const Replay = lazy(() => import('./_replay/replay.tsx').then((m) => ({ default: m.Replay })))

export function Lab({
  workspace,
  now,
  transport,
  strategies,
  doors,
  lifetimes,
  legend,
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
  still: ReactNode
  words: LabWords
  /** What the measured runs say in a sentence. */
  measured: string
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
  const [asked, setAsked] = useState<EventName | null>(null)
  const event = asked ?? named ?? lab.run.event ?? FIRST_EVENT
  const own = doors.filter((door) => door.event === event)
  const [shown, only] = [search.get('show'), search.get('lanes')]
  const choice = useMemo(() => laneChoice(shown, only), [shown, only])
  /** The address first, so that the page speaks of it at once; the server then measures it. */
  const show = useCallback(
    (chosen: EventName) => {
      writeUrl({ event: chosen })
      startTransition(() => router.refresh())
    },
    [router],
  )
  // Not before the first visit's workspace is there: the page is being drawn anew for it, and an
  // address that changes meanwhile has the router load the whole document, which loses the press.
  useEffect(() => {
    if (workspace === null || asked === null) return
    // oxlint-disable-next-line react/set-state-in-effect -- it waited for this, and happens once
    setAsked(null)
    show(asked)
  }, [workspace, asked, show])
  const choose = workspace === null ? setAsked : show
  if (search.get('mode') === 'replay') {
    return (
      <>
        <h1 className="text-2xl sm:text-3xl">{words.happened[event]}: the measured hours</h1>
        <button
          type="button"
          className="button unprinted mt-3"
          onClick={() => writeUrl({ mode: null, at: null })}
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
      still={still}
      isBearer={transport === 'bearer'}
      search={search}
      onEvent={choose}
    />
  )
}

'use client'

import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import type { Sequenced } from '#app/_sequence/scene.ts'
import { useShortcuts } from '#app/_shell/shortcuts.ts'
import { Announcer } from './announcer.tsx'
import { ClockBar } from './clock-bar.tsx'
import { Feed } from './feed.tsx'
import { Lane } from './lane.tsx'
import { Steps } from './steps.tsx'
import { Tally } from './tally.tsx'
import { viewNamed } from './_inspector/views.ts'
import { FIRST_EVENT, labEventNamed, type LabEvent } from './_run/lab-events.ts'
import { useRun } from './_run/use-run.ts'

/** What a link shows a colleague: the event and the open lane. */
function writeUrl(changes: Record<string, string | null>) {
  const url = new URL(window.location.href)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  }
  window.history.replaceState(null, '', url)
}

export function Lab({
  workspace,
  now,
  transport,
  strategies,
}: {
  workspace: string | null
  /** Unix seconds on the workspace's clock; null while there is no workspace. */
  now: number | null
  transport: 'cookie' | 'bearer'
  strategies: Sequenced[]
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
  const { run } = lab
  const chosen = labEventNamed(search.get('event'))
  const event = run.event ?? chosen ?? FIRST_EVENT
  const open = search.get('lane')

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
      <Steps lab={lab} shown={event} onFire={fire} />
      <Feed lab={lab} />
      <section aria-labelledby="lanes" className="mt-8">
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
          <div>
            <h2 id="lanes" className="text-lg">
              <span className="text-accent">3</span> · Open a lane that survived
            </h2>
            <Tally run={run} strategies={strategies} />
          </div>
          <ClockBar lab={lab} hasClock={now !== null} />
        </div>
        <ol className="mt-4 grid gap-2">
          {strategies.map((strategy) => (
            <Lane
              key={strategy.id}
              strategy={strategy}
              strategies={strategies}
              event={event}
              run={run}
              isStale={lab.lostSince !== null}
              isOpen={open === strategy.id}
              isBearer={transport === 'bearer'}
              before={lab.before[strategy.id]}
              view={viewNamed(search.get('view'))}
              onView={(view) => writeUrl({ view: view === 'why' ? null : view })}
              onToggle={() =>
                writeUrl({ lane: open === strategy.id ? null : strategy.id, view: null })
              }
            />
          ))}
        </ol>
      </section>
      <Announcer run={run} strategies={strategies} />
    </>
  )
}

'use client'

import { Suspense, type ReactNode } from 'react'
import type { EventName } from '#lib/strategies/events.ts'
import type { Sequenced } from '#app/_sequence/message.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { late } from '#app/_ui/late.tsx'
import { Options } from '#app/_ui/options.tsx'
import { writeAddress } from '#app/_data/address.ts'
import type { RefusalWords } from '../_run/lab-data.ts'
import type { Run } from '../_run/run.ts'
import { FIRST_SCENE } from './first-scene.ts'

const Scene = late(() => import('./scene.tsx').then((m) => m.Scene))

/** Those that differ most, one press away; the first is what the question is usually about. */
const offered = [FIRST_SCENE, 'cookie-session', 'jwt-refresh-rotation']

/** The heist under one strategy at a time; which one is in the address. */
export function ScenePanel({
  strategies,
  named,
  run,
  event,
  refusals,
  still,
  isBusy,
  onSteal,
}: {
  strategies: readonly Sequenced[]
  named: string | null
  run: Run
  event: EventName
  refusals: RefusalWords
  /** The scene of the first strategy before a run, as the server has drawn it. */
  still: ReactNode
  isBusy: boolean
  onSteal(): void
}) {
  const shown =
    strategies.find(({ id }) => id === named) ??
    strategies.find(({ id }) => id === FIRST_SCENE) ??
    strategies[0]
  if (!shown) return null
  const choose = (id: string) => writeAddress({ scene: id === FIRST_SCENE ? null : id })
  return (
    <section aria-labelledby="scene" className="panel mt-4">
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
        <h2 id="scene" className="mr-2 text-base">
          The heist<span className="sr-only"> under {shown.title}</span>
        </h2>
        <fieldset className="needs-js unprinted contents">
          <legend className="sr-only">Strategy in the scene</legend>
          {strategies
            .filter(({ id }) => offered.includes(id))
            .toSorted((a, b) => offered.indexOf(a.id) - offered.indexOf(b.id))
            .map(({ id, title }) => (
              <button
                key={id}
                type="button"
                className="button button-small max-sm:hidden"
                aria-pressed={id === shown.id}
                onClick={() => choose(id)}
              >
                {title}
              </button>
            ))}
          <label>
            <span className="sr-only">Strategy in the scene</span>
            <select
              className="field min-h-7 w-auto py-0.5 text-[13px]"
              value={shown.id}
              onChange={({ target }) => choose(target.value)}
            >
              <Options of={strategies} />
            </select>
          </label>
        </fieldset>
        <button
          type="button"
          className="button button-small needs-js unprinted sm:ml-auto"
          aria-disabled={isBusy}
          onClick={onSteal}
        >
          <Icon name="copy" size={14} />
          {run.stolenAt === null ? 'Steal the session' : 'Steal afresh'}
        </button>
      </div>
      {run.stolenAt === null && named === null ? (
        still
      ) : (
        <Suspense fallback={still}>
          <Scene strategy={shown} run={run} event={event} refusals={refusals} />
        </Suspense>
      )}
    </section>
  )
}

'use client'

import { useState } from 'react'
import { Notice } from '#app/_ui/notice.tsx'
import { Chart } from './chart.tsx'
import { playLive, WATCHED, type LivePlay } from './play-live.ts'
import { headline } from './timeline.ts'

/** The same, played now: what was measured before stands below until somebody presses. */
export function Live({ titles }: { titles: Readonly<Record<string, string>> }) {
  const [play, setPlay] = useState<LivePlay | 'running' | null>(null)
  const isRunning = play === 'running'
  const done = play !== null && play !== 'running' ? play : null
  async function press() {
    setPlay('running')
    setPlay(await playLive())
  }
  return (
    <section aria-labelledby="live" className="mt-6" data-live-nodes>
      <h2 id="live" className="text-lg">
        Live, on these nodes
      </h2>
      <p className="mt-1 max-w-prose text-sm text-soft">
        Alice signs in under all four, a thief copies what she holds, she logs out, and the thief
        knocks without a pause: the balancer sends each knock to the next node. Times are those of
        your browser, the way there and back included.
      </p>
      <p className="needs-js mt-3">
        <button
          type="button"
          className="button button-main"
          disabled={isRunning}
          onClick={() => void press()}
        >
          {isRunning ? 'Knocking …' : 'Log out at one node'}
        </button>
      </p>
      <noscript>
        <p className="says-missing mt-2 text-sm">
          Without JavaScript there is the last measured run, below.
        </p>
      </noscript>
      <div aria-live="polite">
        {done && !done.ok && (
          <div className="mt-3">
            <Notice kind="error" title="It could not be played">
              {done.detail} Nothing was counted as refused.
            </Notice>
          </div>
        )}
        {done?.ok && <p className="mt-3 text-xl font-medium">{headline(done.measured, WATCHED)}</p>}
      </div>
      {done?.ok && <Chart measured={done.measured} watched={WATCHED} titles={titles} />}
    </section>
  )
}

'use client'

import { clockTime } from '#lib/evidence/words/durations.ts'
import { Icon } from '#app/_ui/icon.tsx'
import type { LabRun } from './_run/use-run.ts'

const jumps = [
  { seconds: 60, steps: 6, name: '1 min' },
  { seconds: 300, steps: 10, name: '5 min' },
  { seconds: 3_600, steps: 12, name: '1 h' },
] as const

/** The workspace's clock, which only goes forward, and what keeps the knocks going. */
export function ClockBar({ lab }: { lab: LabRun }) {
  const { run, doing, isPaused } = lab
  return (
    <div className="unprinted flex flex-wrap items-center gap-2">
      <span className="mr-1 font-mono text-sm text-soft" title="The workspace's clock">
        {clockTime(run.now)}
      </span>
      <fieldset className="flex gap-2">
        <legend className="sr-only">Advance the clock</legend>
        {jumps.map(({ seconds, steps, name }) => (
          <button
            key={seconds}
            type="button"
            className="button"
            aria-label={`Advance ${name}`}
            aria-disabled={doing !== null}
            onClick={() => void lab.advance(seconds, steps)}
          >
            <Icon name="fast-forward" />
            {name}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        className="button"
        disabled={run.stolenAt === null}
        onClick={lab.togglePause}
      >
        {isPaused ? <Icon name="play" /> : <Icon name="pause" />}
        {isPaused ? 'Go on' : 'Pause'}
      </button>
      <button
        type="button"
        className="button"
        aria-disabled={doing !== null}
        onClick={() => void lab.startOver()}
      >
        <Icon name="rotate-ccw" />
        Start over
      </button>
    </div>
  )
}

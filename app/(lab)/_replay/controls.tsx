'use client'

import { marksUpTo, secondsAt, shareOf } from '#lib/evidence/log-axis.ts'
import { inHours } from '#lib/evidence/words/durations.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { speeds, type Playback } from './use-playback.ts'

const FINE = 1000

/** Play, step, speed, and a slider over all the hours. */
export function Controls({
  playback,
  horizon,
  happened,
}: {
  playback: Playback
  horizon: number
  /** The event, as what the hours count from. */
  happened: string
}) {
  const { at, isPlaying, speed, setSpeed, scrub, toggle, next, previous } = playback
  const since = `${inHours(at)} after: ${happened}`
  return (
    <div className="panel unprinted mt-4 p-4 md:sticky md:top-0 md:z-[1]">
      <div className="flex flex-wrap items-center gap-2">
        <button type="button" className="button" onClick={previous}>
          <Icon name="skip-back" />
          <span className="sr-only">To the measured moment before</span>
        </button>
        <button type="button" className="button button-main w-24" onClick={toggle}>
          {isPlaying ? <Icon name="pause" /> : <Icon name="play" />}
          {isPlaying ? 'Pause' : 'Play'}
        </button>
        <button type="button" className="button" onClick={next}>
          <Icon name="skip-forward" />
          <span className="sr-only">To the next measured moment</span>
        </button>
        <label className="flex items-center gap-2 text-sm">
          <span className="sr-only">Speed</span>
          <select
            className="field w-auto"
            value={speed}
            onChange={({ target }) => setSpeed(target.value)}
          >
            {speeds.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <p className="text-sm" data-at={at}>
          <span className="font-mono">{inHours(at)}</span> <span className="text-soft">after</span>{' '}
          {happened}
        </p>
      </div>
      <input
        type="range"
        className="mt-3 block h-6 w-full accent-accent"
        aria-label="Time since the event"
        aria-valuetext={since}
        min={0}
        max={FINE}
        step={1}
        value={Math.round(shareOf(at, horizon) * FINE)}
        onChange={({ target }) => scrub(secondsAt(Number(target.value) / FINE, horizon))}
      />
      <div aria-hidden className="relative mx-2 h-4">
        {[0, ...marksUpTo(horizon)].map((tick) => (
          <span
            key={tick}
            className="label absolute -translate-x-1/2 whitespace-nowrap"
            style={{ left: `${shareOf(tick, horizon) * 100}%` }}
          >
            {inHours(tick)}
          </span>
        ))}
      </div>
    </div>
  )
}

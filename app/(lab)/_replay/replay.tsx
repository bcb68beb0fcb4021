'use client'

import { inHours } from '#lib/evidence/words/durations.ts'
import { eventAbout } from '#lib/evidence/words/events-about.ts'
import { eventHappened } from '#lib/evidence/words/events-happened.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import { useMemo } from 'react'
import { eventNames, type EventName } from '#lib/strategies/events.ts'
import type { StrategyDescription } from '#lib/strategies/describe.ts'
import { useShortcuts } from '#app/_shell/shortcuts.ts'
import { LaneFilter } from '../lane-filter.tsx'
import { writeAddress } from '#app/_data/address.ts'
import { chosenLanes, type LaneChoice } from '../_run/lane-choice.ts'
import { Controls } from './controls.tsx'
import { closings, measuredMoments, momentOf } from './moment.ts'
import { ReplayLane } from './replay-lane.tsx'
import { usePlayback } from './use-playback.ts'
import { useRuns } from './use-runs.ts'

const DAY = 86_400

interface ReplayProps {
  strategies: StrategyDescription[]
  choice: LaneChoice
  event: EventName
  startAt: number
}

/** The measured runs of one event, played side by side. Nothing here is computed from a promise. */
export function Replay({ strategies: all, choice, event, startAt }: ReplayProps) {
  const strategies = useMemo(() => chosenLanes(all, choice, event), [all, choice, event])
  const ids = useMemo(() => strategies.map(({ id }) => id), [strategies])
  const { ready, failed } = useRuns(ids, event)
  const runs = useMemo(() => ids.flatMap((id) => ready[id] ?? []), [ids, ready])
  // As far as was measured, and not a second further.
  const horizon = runs.length > 0 ? Math.max(...runs.map((run) => run.horizon)) : DAY
  const stops = useMemo(() => ({ moments: measuredMoments(runs), jumps: closings(runs) }), [runs])
  const playback = usePlayback(startAt, horizon, stops)
  useShortcuts({ p: playback.toggle, '.': playback.next, ',': playback.previous })
  const inside = runs.filter((run) => momentOf(run, playback.at).kind !== 'blocked').length
  const asking = ids.length - runs.length - Object.keys(failed).length
  const tally = `${inHours(playback.at)} after the event the thief is in under ${inside} of ${runs.length} strategies.`
  return (
    <section aria-labelledby="replay" aria-busy={asking > 0}>
      <LaneFilter strategies={all} choice={choice} shown={strategies.length} />
      <div className="mt-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="max-w-prose">
          <h2 id="replay" className="text-lg">
            Replay of measured runs
          </h2>
          <p className="text-sm text-soft">{eventAbout[event]}</p>
        </div>
        <label className="text-sm">
          Event
          <select
            className="field mt-1"
            value={event}
            onChange={({ target }) => writeAddress({ event: target.value, at: null })}
          >
            {eventNames.map((name) => (
              <option key={name} value={name}>
                {eventPress[name]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Controls playback={playback} horizon={horizon} happened={eventHappened[event]} />
      <p className="mt-4 text-sm text-soft">
        {asking > 0 ? `Measuring: ${asking} lanes are still to come. ` : ''}
        {tally}
      </p>
      <output className="sr-only">{playback.isPlaying ? '' : tally}</output>
      <ol className="mt-2 grid gap-2">
        {strategies.map((strategy) => (
          <ReplayLane
            key={strategy.id}
            strategy={strategy}
            event={event}
            run={ready[strategy.id]}
            failure={failed[strategy.id]}
            at={playback.at}
          />
        ))}
      </ol>
      <p className="label mt-3">
        Each lane is one run, measured on this server on a clock of its own, under the lifetimes of
        your workspace, up to {inHours(horizon)} after the event. The moment of closing is known to
        one second; between two knocks nothing is known but what the next one showed. The dotted
        mark is the promise, the line is now. The scale is logarithmic.
      </p>
    </section>
  )
}

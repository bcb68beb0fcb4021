import { lookSchema } from '#app/_data/answers.ts'
import * as is from '#app/_data/shape.ts'
import { labEvents } from './lab-events.ts'

/**
 * One run of the lab: a theft, knocks every second, one event, and what became of the knocks. All
 * times in seconds on the workspace's clock. It is plain data, so that it survives a reload.
 */

/** `i` in, `o` out, `d` in without the power that was taken away, `x` no answer, ` ` no thief. */
export const knockMarks = { in: 'i', out: 'o', demoted: 'd', failed: 'x', none: ' ' } as const

/** As many knocks as a timeline shows. */
export const KEPT_KNOCKS = 90

const laneSchema = is.object({
  knocks: is.string,
  victim: is.nullable(lookSchema),
  thief: is.nullable(lookSchema),
  /** The last knock after the event that was let in, and the first of those refused since. */
  lastIn: is.nullable(is.number),
  firstOut: is.nullable(is.number),
  /** What a log-out said that it did. */
  ended: is.nullable(is.oneOf(['server', 'client-only'])),
  /** The thief renewed the stolen copy at least once. */
  renewed: is.boolean,
  /** Why nothing is known of the last round: an error is neither a success nor a refusal. */
  failed: is.nullable(is.string),
  /** The last request that was accepted, for what it cost. */
  cost: is.nullable(lookSchema),
})
export type LaneRun = is.Shaped<typeof laneSchema>

export const runSchema = is.object(
  {
    stolenAt: is.nullable(is.number),
    event: is.nullable(is.oneOf(labEvents)),
    eventAt: is.nullable(is.number),
    now: is.number,
    /** How many knocks the timelines hold, and after how many of them the event came. */
    knocks: is.number,
    eventAfter: is.nullable(is.number),
    lanes: is.record(laneSchema),
  },
  /** The node that answered the last round. */
  { node: is.string },
)
export type Run = is.Shaped<typeof runSchema>

const noLane: LaneRun = {
  knocks: '',
  victim: null,
  thief: null,
  lastIn: null,
  firstOut: null,
  ended: null,
  renewed: false,
  failed: null,
  cost: null,
}

export const newRun = (now: number): Run => ({
  stolenAt: null,
  event: null,
  eventAt: null,
  now,
  knocks: 0,
  eventAfter: null,
  lanes: {},
})

export const laneOf = (run: Run, id: string): LaneRun => run.lanes[id] ?? noLane

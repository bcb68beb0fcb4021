import { lookSchema, type Look, type Round } from '#app/_data/answers.ts'
import * as is from '#app/_data/shape.ts'
import { labEvents, type LabEvent } from './lab-events.ts'

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

export const stolen = (now: number): Run => ({ ...newRun(now), stolenAt: now })

/** The event was fired: the stopwatch starts with the first knock after it. */
export const fired = (
  run: Run,
  event: LabEvent,
  endings: Readonly<Record<string, 'server' | 'client-only'>>,
): Run => ({
  ...run,
  event,
  eventAt: null,
  eventAfter: run.knocks,
  lanes: Object.fromEntries(
    Object.entries(run.lanes).map(([id, lane]) => [
      id,
      { ...lane, ended: endings[id] ?? null, lastIn: null, firstOut: null },
    ]),
  ),
})

/** What a knock is worth: after a demotion, only the old role counts as being in. */
export function markOf(event: LabEvent | null, thief: Look | null): string {
  if (!thief) return knockMarks.none
  if (!thief.accepted) return knockMarks.out
  return event === 'role-change' && thief.role !== 'admin' ? knockMarks.demoted : knockMarks.in
}

/** A round of knocks came back. */
export function knocked(run: Run, round: Round): Run {
  if (run.stolenAt === null) return looked(run, round)
  const surplus = Math.max(0, run.knocks + 1 - KEPT_KNOCKS)
  const lanes: Run['lanes'] = {}
  for (const [id, seen] of Object.entries(round.lanes)) {
    const lane = laneOf(run, id)
    const knocks = (mark: string) => `${lane.knocks.padEnd(run.knocks)}${mark}`.slice(surplus)
    if ('failed' in seen) {
      lanes[id] = { ...lane, failed: seen.failed, knocks: knocks(knockMarks.failed) }
      continue
    }
    const { victim, thief } = seen
    const mark = markOf(run.event, thief)
    const isIn = mark === knockMarks.in
    lanes[id] = {
      ...lane,
      victim,
      thief,
      failed: null,
      cost: [thief, victim].find((look) => look?.accepted) ?? lane.cost,
      renewed: lane.renewed || (thief?.renewed ?? false),
      knocks: knocks(mark),
      lastIn: isIn ? round.now : lane.lastIn,
      firstOut: isIn || mark === knockMarks.none ? null : (lane.firstOut ?? round.now),
    }
  }
  return {
    ...run,
    now: round.now,
    node: round.node,
    eventAt: run.event ? (run.eventAt ?? round.now) : null,
    knocks: run.knocks + 1 - surplus,
    eventAfter: run.eventAfter === null ? null : run.eventAfter - surplus,
    lanes,
  }
}

function looked(run: Run, round: Round): Run {
  const lanes = Object.entries(round.lanes).map(([id, seen]) => {
    const news = 'failed' in seen ? { failed: seen.failed } : { failed: null, victim: seen.victim }
    return [id, { ...laneOf(run, id), ...news }] as const
  })
  return { ...run, now: round.now, lanes: Object.fromEntries(lanes) }
}

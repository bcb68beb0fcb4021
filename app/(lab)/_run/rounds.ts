import type { Look, Round } from '#app/_data/answers.ts'
import type { LabEvent } from './lab-events.ts'
import { KEPT_KNOCKS, knockMarks, laneOf, newRun, type Run } from './run.ts'

/** What a theft, an event and a round of knocks make of a run: loaded with the first of them. */

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

import type { EventName } from '#lib/strategies/events.ts'
import type { StrategyDescription } from '#lib/strategies/describe.ts'

/** Which lanes are shown: all, by what they promise of the event, or some that were picked. */
export const kindsOfLane = {
  all: 'All',
  open: 'Those that stay open',
  closed: 'Those that close at once',
} as const
type KindOfLane = keyof typeof kindsOfLane

export interface LaneChoice {
  kind: KindOfLane
  /** Picked by hand; null is everything. */
  ids: readonly string[] | null
}

const isKind = (name: string | null): name is KindOfLane => name !== null && name in kindsOfLane

export const laneChoice = (show: string | null, lanes: string | null): LaneChoice => ({
  kind: isKind(show) ? show : 'all',
  ids: lanes === null ? null : lanes.split(',').filter(Boolean),
})

export const chosenLanes = <Lane extends StrategyDescription>(
  lanes: readonly Lane[],
  { kind, ids }: LaneChoice,
  event: EventName,
): Lane[] =>
  lanes.filter(({ id, promises }) => {
    const isClosed = promises[event].stops === 'at-once'
    return (kind === 'all' || isClosed === (kind === 'closed')) && (ids?.includes(id) ?? true)
  })

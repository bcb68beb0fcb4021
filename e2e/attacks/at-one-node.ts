import type { AttackRun } from '#lib/evidence/attack-model.ts'
import type { Attack } from '#lib/scenarios/attacks/attack.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { describe } from '#lib/strategies/describe.ts'
import { eventNames, type EventName } from '#lib/strategies/events.ts'
import type { Lifetimes } from '#lib/strategies/lifetimes.ts'
import { atOnce } from '#lib/strategies/promises.ts'
import { lifetimesOf, type Settings } from '#lib/workspace/settings.ts'

/**
 * What is promised where the node that revoked is the one that is asked: it has heard of it by then, and
 * what others promise within a bound it promises at once.
 */
export function describedAtOneNode(definition: StrategyDefinition, lifetimes: Lifetimes) {
  const { promises } = definition
  const atOneNode = mapEvents((event) => ('isBound' in promises[event] ? atOnce : promises[event]))
  return describe({ ...definition, promises: atOneNode }, lifetimes)
}

const mapEvents = <Value>(value: (event: EventName) => Value) =>
  Object.fromEntries(eventNames.map((event) => [event, value(event)])) as Record<EventName, Value>

/** The same run, where what is promised at the latest came at once: that was predicted as well. */
export function orSooner(
  run: AttackRun,
  attack: Attack,
  definition: StrategyDefinition,
  settings: Settings,
): AttackRun {
  const sooner = attack.predict(describedAtOneNode(definition, lifetimesOf(settings)), settings)
  const isAsPredicted = typeof sooner === 'string' && run.works === (sooner === 'works')
  return isAsPredicted ? { ...run, predicted: sooner, broken: false } : run
}

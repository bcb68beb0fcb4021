import type { StrategyDefinition } from './contract.ts'
import { allStrategies } from './registry.ts'

/** What is said of a strategy that this server cannot run; nothing else is said of it as of here and now. */
export const UNAVAILABLE = 'unavailable: needs PostgreSQL and Redis'

/** What would make it available. */
export const REMEDY = 'Start a server on a PostgreSQL and a Redis, or try it with npm run cluster.'

/** Those that a runtime does not have. */
export const unavailableAmong = (
  running: readonly Pick<StrategyDefinition, 'id'>[],
): StrategyDefinition[] => allStrategies.filter(({ id }) => running.every((own) => own.id !== id))

import type { StrategyDefinition } from './contract.ts'
import { cookieSession } from './strategies/cookie-session.ts'
import { jwtBlocklist } from './strategies/jwt-blocklist.ts'
import { jwtRefreshRotation } from './strategies/jwt-refresh-rotation.ts'
import { statelessJwt } from './strategies/stateless-jwt.ts'

/** Every strategy, in the order in which pages show them. A new one is one file and one line here. */
export const strategies: readonly StrategyDefinition[] = [
  cookieSession,
  statelessJwt,
  jwtBlocklist,
  jwtRefreshRotation,
]

export const findStrategy = (id: string): StrategyDefinition | undefined =>
  strategies.find((strategy) => strategy.id === id)

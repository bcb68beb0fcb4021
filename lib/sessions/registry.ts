import type { StrategyDefinition } from './contract.ts'
import { cachedSession } from './strategies/cached-session.ts'
import { cookieSession } from './strategies/cookie-session.ts'
import { ironSession } from './strategies/iron-session.ts'
import { jwtAllowlist } from './strategies/jwt-allowlist.ts'
import { jwtBlocklist } from './strategies/jwt-blocklist.ts'
import { jwtExpiredReissue } from './strategies/jwt-expired-reissue.ts'
import { jwtIssuedAfter } from './strategies/jwt-issued-after.ts'
import { jwtRefreshDenylist } from './strategies/jwt-refresh-denylist.ts'
import { jwtRefreshRotation } from './strategies/jwt-refresh-rotation.ts'
import { jwtTokenVersion } from './strategies/jwt-token-version.ts'
import { jwtUserKey } from './strategies/jwt-user-key.ts'
import { nextAuthDatabase } from './strategies/next-auth-database.ts'
import { nextAuthJwt } from './strategies/next-auth-jwt.ts'
import { statelessJwt } from './strategies/stateless-jwt.ts'

/** Every strategy, in the order in which pages show them. A new one is one file, and its line here. */
export const strategies: readonly StrategyDefinition[] = [
  cookieSession,
  statelessJwt,
  jwtBlocklist,
  jwtRefreshRotation,
  jwtTokenVersion,
  jwtIssuedAfter,
  jwtRefreshDenylist,
  jwtAllowlist,
  jwtUserKey,
  jwtExpiredReissue,
  cachedSession,
  ironSession,
  nextAuthJwt,
  nextAuthDatabase,
]

export const findStrategy = (id: string): StrategyDefinition | undefined =>
  strategies.find((strategy) => strategy.id === id)

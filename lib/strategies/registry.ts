import type { StrategyDefinition } from './contract.ts'
import { cachedSession } from './cached-session.ts'
import { cookieSession } from './cookie-session.ts'
import { ironSession } from './iron-session.ts'
import { jwtAllowlist } from './jwt-allowlist.ts'
import { jwtBlocklist } from './jwt-blocklist.ts'
import { jwtExpiredReissue } from './jwt-expired-reissue.ts'
import { jwtIssuedAfter } from './jwt-issued-after.ts'
import { jwtRefreshDenylist } from './jwt-refresh-denylist.ts'
import { jwtRefreshRotation } from './jwt-refresh-rotation.ts'
import { jwtReplicatedBlocklist } from './jwt-replicated-blocklist.ts'
import { jwtTokenVersion } from './jwt-token-version.ts'
import { jwtUserKey } from './jwt-user-key.ts'
import { nextAuthDatabase } from './next-auth-database.ts'
import { nextAuthJwt } from './next-auth-jwt.ts'
import { statelessJwt } from './stateless-jwt.ts'

/** Those that run anywhere, in the order in which pages show them. A new one is one file, and its line here. */
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

/** Those that need an engine which tells all nodes. */
export const replicated: readonly StrategyDefinition[] = [jwtReplicatedBlocklist]

/** Every strategy: whether one runs here is for the runtime to say. */
export const allStrategies: readonly StrategyDefinition[] = [...strategies, ...replicated]

export const findStrategy = (id: string): StrategyDefinition | undefined =>
  allStrategies.find((strategy) => strategy.id === id)

/** Is it one that cannot be measured in a process by itself? */
export const needsNodes = ({ needs }: Pick<StrategyDefinition, 'needs'>): boolean =>
  needs.includes('replicatedRevocations')

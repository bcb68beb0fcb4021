import type { StampedToken } from '../contract.ts'
import { createHeldCutOffs, type CutOff, type Whose } from './held-cut-offs.ts'
import { firstOf, markFrom, markOf } from './marks.ts'
import { createRevokedSet } from './revoked-set.ts'

/** What has happened, as the feed tells it. Ends are in seconds of the lab's clock. */
export type Told = { kind: 'revoked'; mark: string; ends: number } | ({ kind: 'cut-off' } & CutOff)

/** What a process holds of the revocations of all, in its memory. */
export interface Replica {
  tell(told: Told): void
  isRevoked(whose: Whose, token: StampedToken): boolean
  /** Lets go of what has ended; `now` in seconds of the lab's clock. */
  sweep(now: number): void
}

const SWEPT_AT_ONCE = 4_096

/** @param base where an epoch begins to count: what was stamped below is void */
export function createReplica(base: number): Replica {
  const revoked = createRevokedSet()
  const cutOffs = createHeldCutOffs()

  return {
    tell(told) {
      if (told.kind === 'revoked') revoked.add(markFrom(told.mark), told.ends)
      else cutOffs.add(told)
    },
    isRevoked(whose, token) {
      if (token.stamp < base) return true
      const isThere = revoked.hasFirst(firstOf(token.id)) && revoked.has(markOf(whose, token.id))
      return isThere || cutOffs.reach(whose, token)
    },
    sweep(now) {
      revoked.sweep(now, SWEPT_AT_ONCE)
      cutOffs.sweep(now, SWEPT_AT_ONCE)
    },
  }
}

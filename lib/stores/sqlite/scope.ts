import type { Database } from '#db/client.ts'
import type { Clock } from '../../kernel/clock.ts'

/** Whose state a store holds: one strategy's, in one workspace, on that workspace's clock. */
export interface Scope {
  db: Database
  workspace: string
  strategy: string
  clock: Clock
}

/** For how long an ended row is still found, so that a refusal can say why. Milliseconds. */
export const TOLD_FOR = 24 * 60 * 60 * 1000

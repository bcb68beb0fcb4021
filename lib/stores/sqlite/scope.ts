import type { Database } from '#db/client.ts'
import type { Scope as BackendScope } from '../session-stores.ts'

/** Whose state a store holds, and the database that it is in. */
export interface Scope extends BackendScope {
  db: Database
}

/** For how long an ended row is still found, so that a refusal can say why. Milliseconds. */
export const TOLD_FOR = 24 * 60 * 60 * 1000

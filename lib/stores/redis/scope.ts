import type { Scope as BackendScope } from '../session-stores.ts'
import type { State } from './state.ts'

/** Whose state a store holds, and what asks Redis for it. */
export interface Scope extends BackendScope {
  state: State
}

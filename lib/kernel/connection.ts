import type { AsyncLocalStorage } from 'node:async_hooks'

/** What the listener tells the app of the request that is being answered, and is told of its answer. */
export interface Connection {
  /** As the server's socket saw it: a header could be written by anybody. */
  address: string
  /** Absent where nobody listens to it. */
  setStatus?(status: number): void
}

/** Next bundles routes and pages apart, and the listener is in no bundle: they meet here. */
export const CONNECTION = Symbol.for('logout-lab.connection')
const shared = globalThis as { [CONNECTION]?: AsyncLocalStorage<Connection> }

/** The one of the current request; none where another server than ours asks. */
export const currentConnection = (): Connection | undefined => shared[CONNECTION]?.getStore()

import type { AsyncLocalStorage } from 'node:async_hooks'

/** What the listener tells the app of the request that is being answered, and is told of its answer. */
export interface Connection {
  /** As the server's socket saw it: a header could be written by anybody. */
  address: string
  /** As it was asked for: Next is given `CALLS` in its place. */
  path: string
  /** Absent where nobody listens to it. */
  setStatus?(status: number): void
  /** Absent where a handler answers as any of Next's does. */
  sendWhole?: SendWhole | undefined
}

/** Takes a body, to send it with the head that Next will write; false where the body is not for it. */
export type SendWhole = (body: string) => boolean

/**
 * Where Next is asked for every call of the API. It finds a route that does not vary at once; for one
 * that does, it takes the path apart and puts it together again, and so do the calls themselves.
 */
export const CALLS = '/api'

/** Next bundles routes and pages apart, and the listener is in no bundle: they meet here. */
export const CONNECTION = Symbol.for('logout-lab.connection')
const shared = globalThis as { [CONNECTION]?: AsyncLocalStorage<Connection> }

/** The one of the current request; none where another server than ours asks. */
export const currentConnection = (): Connection | undefined => shared[CONNECTION]?.getStore()

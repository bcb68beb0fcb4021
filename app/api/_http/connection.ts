import type { AsyncLocalStorage } from 'node:async_hooks'

const KEY = Symbol.for('logout-lab.connection')
const shared = globalThis as { [KEY]?: AsyncLocalStorage<{ address: string }> }

/**
 * The address of the connection that the current request came over, as the server's socket saw it:
 * a header could be written by anybody. One name for all where the server does not tell.
 */
export const connectionAddress = (): string => shared[KEY]?.getStore()?.address ?? 'unknown'

import { storeUnavailable } from '../kernel/problem.ts'

/** How a driver is asked, where it does more than call. */
export interface Asking {
  ask<Answer>(call: () => Promise<Answer>): Promise<Answer>
  /** What a failure is called. */
  told(store: string, error: unknown): unknown
}

const plainly: Asking = { ask: (call) => call(), told: storeUnavailable }

/** The same store, whose failures say that it does not answer, so that callers fail closed with a 503. */
export function answering<Store extends object>(
  name: string,
  store: Store,
  { ask, told }: Asking = plainly,
): Store {
  return new Proxy(store, {
    get(target, operation, receiver) {
      const value: unknown = Reflect.get(target, operation, receiver)
      if (typeof value !== 'function') return value
      return async (...args: unknown[]): Promise<unknown> => {
        try {
          return await ask(() => Reflect.apply(value, target, args) as Promise<unknown>)
        } catch (error) {
          throw told(name, error)
        }
      }
    },
  })
}

import { storeUnavailable } from '../kernel/problem.ts'

/** The same store, whose failures say that it does not answer, so that callers fail closed with a 503. */
export function answering<Store extends object>(name: string, store: Store): Store {
  return new Proxy(store, {
    get(target, operation, receiver) {
      const value: unknown = Reflect.get(target, operation, receiver)
      if (typeof value !== 'function') return value
      return async (...args: unknown[]): Promise<unknown> => {
        try {
          return await (Reflect.apply(value, target, args) as Promise<unknown>)
        } catch (error) {
          throw storeUnavailable(name, error)
        }
      }
    },
  })
}

import { isWorkspaceGone, storeUnavailable } from '../kernel/problem.ts'

/** What comes after a call of a driver that failed. */
export interface Asking {
  /** Calls again, where that may help. @throws the failure, or that of the last call */
  again<Answer>(failure: unknown, call: () => Promise<Answer>): Promise<Answer>
  /** What a failure is called. */
  told(store: string, error: unknown): unknown
}

const plainly: Asking = {
  async again(failure) {
    throw failure
  },
  told: (store, error) => (isWorkspaceGone(error) ? error : storeUnavailable(store, error)),
}

/** The same store, whose failures say that it does not answer, so that callers fail closed with a 503. */
export function answering<Store extends object>(
  name: string,
  store: Store,
  { again, told }: Asking = plainly,
): Store {
  return new Proxy(store, {
    get(target, operation, receiver) {
      const value: unknown = Reflect.get(target, operation, receiver)
      if (typeof value !== 'function') return value
      // Every read of every request passes here: what goes well is one call and no more.
      const failed = async (failure: unknown, args: unknown[]): Promise<unknown> => {
        try {
          return await again(failure, () => Reflect.apply(value, target, args) as Promise<unknown>)
        } catch (error) {
          throw told(name, error)
        }
      }
      return async (...args: unknown[]): Promise<unknown> => {
        try {
          return await (Reflect.apply(value, target, args) as Promise<unknown>)
        } catch (failure) {
          return failed(failure, args)
        }
      }
    },
  })
}

import type { Scheduler } from 'fast-check'
import type { Backend } from '../../stores/backend.ts'
import type { Passwords } from '../../workspace/passwords.ts'
import type { Runtime } from '../../workspace/runtime.ts'

/**
 * A runtime in which every wait for a store or for a password is held, and released in the order that
 * a scheduler chooses: the windows between two steps of one request are then found by search.
 */
export interface Scheduled {
  backend: Backend
  /** The same runtime, whose passwords are held as well. */
  holding(runtime: Runtime): Runtime
  /** Runs tasks side by side; what they wait for is released in the scheduler's order. */
  run<T>(scheduler: Scheduler, tasks: readonly (() => Promise<T>)[]): Promise<T[]>
}

export function scheduled(backend: Backend): Scheduled {
  let scheduler: Scheduler | undefined
  /** Work outside of the scheduler's reach, such as a hash: nothing is released until it is done. */
  let outside = 0

  async function held<T>(label: string, work: () => Promise<T> | T): Promise<T> {
    if (scheduler) await scheduler.schedule(Promise.resolve(), label)
    return work()
  }
  async function real<T>(label: string, work: () => Promise<T>): Promise<T> {
    outside += 1
    const result = await work().finally(() => (outside -= 1))
    return held(label, () => result)
  }
  const holdingAll = <Store extends object>(name: string, store: Store): Store =>
    new Proxy(store, {
      get(target, operation, receiver) {
        const value: unknown = Reflect.get(target, operation, receiver)
        if (typeof value !== 'function') return value
        return (...args: unknown[]) =>
          held(`${name}.${String(operation)}`, () => Reflect.apply(value, target, args) as unknown)
      },
    })

  const stores = Object.fromEntries(
    Object.entries(backend.stores).map(([name, make]) => [
      name,
      (scope: Parameters<typeof make>[0]) => holdingAll(name, make(scope)),
    ]),
  ) as unknown as Backend['stores']

  return {
    backend: {
      ...backend,
      stores,
      workspaces: holdingAll('workspaces', backend.workspaces),
      users: (workspace) => holdingAll('users', backend.users(workspace)),
      accountEvents: (workspace) => holdingAll('account events', backend.accountEvents(workspace)),
      keys: (workspace, strategy) => holdingAll('keys', backend.keys(workspace, strategy)),
    },

    holding(runtime) {
      const passwords: Passwords = {
        ...runtime.passwords,
        hash: (password, from) => real('hash', () => runtime.passwords.hash(password, from)),
        inTurn: (from, task) =>
          runtime.passwords.inTurn(from, (verify) =>
            task((stored, password) => real('verify', () => verify(stored, password))),
          ),
      }
      return { ...runtime, passwords }
    },

    async run(chosen, tasks) {
      scheduler = chosen
      const running = new Set(tasks)
      const all = Promise.all(tasks.map((task) => task().finally(() => running.delete(task))))
      // Whoever fails is told below, with the others done.
      all.catch(() => undefined)
      while (running.size > 0) {
        await new Promise((resolve) => setImmediate(resolve))
        if (outside === 0 && chosen.count() > 0) await chosen.waitOne()
      }
      scheduler = undefined
      return all
    },
  }
}

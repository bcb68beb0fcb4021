import type { Scheduler } from 'fast-check'
import type { Backend } from '../../stores/backend.ts'
import { everyCall } from '../../stores/conformance/every-call.ts'
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
  return {
    backend: everyCall(backend, (store, operation, call) => held(`${store}.${operation}`, call)),

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

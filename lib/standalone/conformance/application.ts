import { virtualClock, type VirtualClock } from '../../kernel/clock.ts'
import { seededRandom } from '../../kernel/random.ts'
import type { Algorithm } from '../../tokens/algorithms.ts'
import { newId } from '../../tokens/opaque.ts'
import { lifetimesOf, type Settings } from '../../workspace/settings.ts'
import { openSessions, openStores, type Sessions } from '../sessions.ts'
import { threeAccounts, type Accounts } from './accounts.ts'

/** One application, on a clock that moves only when it is told to. */
export interface Application {
  accounts: Accounts
  clock: VirtualClock
  sessions(): Sessions
  /** Starts anew with another setting. */
  setAlgorithm(algorithm: Algorithm): void
}

/** Applications side by side in one database in memory, each a tenant of its own. */
export async function openApplications() {
  const stores = await openStores(':memory:')
  const random = seededRandom('standalone')
  return {
    open(settings: Settings): Application {
      const clock = virtualClock()
      const accounts = threeAccounts(random)
      const shared = {
        stores,
        accounts,
        clock,
        random,
        secret: 'a secret for these tests alone, and long enough',
        tenant: newId(random),
        lifetimes: lifetimesOf(settings),
        deviceLimit: settings.deviceLimit,
      }
      let sessions = openSessions({ ...shared, algorithm: settings.algorithm })
      return {
        accounts,
        clock,
        sessions: () => sessions,
        setAlgorithm: (algorithm) => void (sessions = openSessions({ ...shared, algorithm })),
      }
    },
    close: () => stores.close(),
  }
}

import { metered } from '../kernel/meter.ts'
import { replicatedAccess } from '../stores/contract.ts'
import { connect } from '../stores/redis/connected.ts'
import { prune } from '../stores/redis/prune.ts'
import { replicatedRevocations } from '../stores/redis/revocations.ts'
import { sqliteKnownWorkspaces } from '../stores/sqlite/known-workspaces.ts'
import { sqliteServerState } from '../stores/sqlite/server-state.ts'
import { defaultLifetimes } from '../strategies/lifetimes.ts'
import type { OpenStores } from './parts.ts'
import { openFile } from './stores.ts'

/**
 * Revocations in Redis, which every process also holds in its memory. The signing keys are in the file,
 * and so is the record by which a Redis that has forgotten is noticed: processes that share the
 * file share both.
 * @throws when there is no Redis, or it is not fit to keep revocations, with the reason
 */
export async function openBesideRedis(path: string, url: string | undefined): Promise<OpenStores> {
  if (!url) {
    throw new Error('Set REDIS_URL, as in redis://127.0.0.1:6379: revocations are kept in Redis')
  }
  const file = await openFile(path, [])
  const { db } = file
  const tenants = sqliteKnownWorkspaces(db)
  try {
    const readyWithin = defaultLifetimes.replicaBound * 1000
    const serverState = sqliteServerState(db)
    const redis = await connect({ serverState, workspaces: tenants }, url, {
      acceptForgetting: false,
      readyWithin,
    })
    const { state, feed } = redis
    return {
      ...file,
      parts: {
        replicatedRevocations({ workspace, strategy, clock, lifetimes, meter }) {
          const scope = { workspace, strategy, clock }
          const store = replicatedRevocations(state, scope, feed, lifetimes.replicaBound)
          return metered(store, replicatedAccess, meter)
        },
      },
      prune: (now) => prune(state, tenants, now),
      close() {
        redis.close()
        file.close()
      },
    }
  } catch (error) {
    file.close()
    throw error
  }
}

import { REPLICA_BOUND } from '../../kernel/replica-bound.ts'
import { answering } from '../answering.ts'
import type { Backend } from '../backend.ts'
import { notForLong } from '../step-by-step.ts'
import { redisAttempts } from './attempts.ts'
import { connect } from './connected.ts'
import { redisCutOffs } from './cut-offs.ts'
import { inspect, leak } from './inspection.ts'
import { redisLibrarySessions } from './library-sessions.ts'
import { prune } from './prune.ts'
import { redisRefreshFamilies } from './refresh-families.ts'
import { redisRevocations, replicatedRevocations } from './revocations.ts'
import { redisSessions } from './sessions.ts'
import { redisThiefCopies } from './thief-copies.ts'
import { redisVersions } from './versions.ts'

export interface RedisOptions {
  /** Take a Redis that evicts, or forgets at a restart: what is revoked may live again. */
  acceptForgetting?: boolean
  /** How old the revocations in memory may be while this node calls itself ready. Milliseconds. */
  readyWithin?: number
}

/**
 * A backend that keeps what `main` does, but session state and the thief's copies in Redis.
 * `main` is closed with it.
 * @throws when Redis cannot be reached, or is not fit to keep revocations, with the reason
 */
export async function withRedis(
  main: Omit<Backend, 'stores' | 'thiefCopies'>,
  url: string,
  { acceptForgetting = false, readyWithin = REPLICA_BOUND * 1000 }: RedisOptions = {},
): Promise<Backend> {
  const connected = await connect(main, url, { acceptForgetting, readyWithin })
  const { link, truth, feed, state, beat } = connected
  async function removeAll(keys: readonly string[]): Promise<void> {
    for (const key of keys) await state.remove(key)
  }

  return {
    ...main,
    engines: [...main.engines, 'Redis'],
    accepted: () => [...main.accepted(), ...truth.objections().map((line) => `Redis: ${line}`)],
    replicated: (scope, bound) => replicatedRevocations(state, scope, feed, bound),
    attempts: redisAttempts(link, () => truth.prefix()),
    thiefCopies: (workspace) => answering('thief copies', redisThiefCopies(state, workspace)),
    stores: {
      sessions: (scope) => answering('sessions', redisSessions({ state, ...scope })),
      revocations: (scope) => answering('revocations', redisRevocations({ state, ...scope })),
      refreshFamilies: (scope) =>
        answering('refresh families', redisRefreshFamilies({ state, ...scope })),
      versions: (scope) => answering('versions', redisVersions({ state, ...scope })),
      cutOffs: (scope) => answering('cut-offs', redisCutOffs({ state, ...scope })),
      librarySessions: (scope) =>
        answering('library sessions', redisLibrarySessions({ state, ...scope })),
    },
    ...answering('Redis', {
      // Refused here first: what fails in between leaves a workspace whose removal can be asked for again.
      async removeWorkspace(key: string) {
        await state.refuse(key)
        await main.removeWorkspace(key)
        await notForLong(state.remove(key))
      },
      async removeIdleWorkspaces(lastUsedAt: number) {
        const removed = await main.removeIdleWorkspaces(lastUsedAt)
        // What is left here, when this fails, goes with the next pruning.
        await notForLong(removeAll(removed))
        return removed
      },
      inspect: async (workspace: string, strategy: string) => inspect(state, workspace, strategy),
      leak: async (workspace: string) => leak(state, workspace),
      async outage() {
        await state.takeAway()
        return { end: () => state.giveBack() }
      },
      async prune(now: number) {
        await main.prune(now)
        await prune(state, main.workspaces, now)
      },
    }),
    async unavailable() {
      const [database, redis] = await Promise.all([main.unavailable(), beat()])
      const isOld = redis.length === 0 && feed.age() > readyWithin
      return [...database, ...redis, ...(isOld ? ['revocations in memory (they are too old)'] : [])]
    },
    async close() {
      connected.close()
      await main.close()
    },
  }
}

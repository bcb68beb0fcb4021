import type { Refusal } from '../../kernel/problem.ts'
import type { SessionRecord } from '../../stores/contract.ts'
import type { Context, Scope, Session, SessionStrategy } from '../contract.ts'

/** A last-seen time is written at most this often: idle time is exact to it. Milliseconds. */
const TOUCH_EVERY = 60_000

/** What every strategy with a row for each session does with its rows. */
export function sessionRows({ sessions, clock, lifetimes }: Context<'sessions'>) {
  const idleMs = lifetimes.idleTtl * 1000
  const touchEvery = Math.min(TOUCH_EVERY, idleMs / 10)
  return {
    /** Why a row no longer stands for a session, if so. */
    ended(row: SessionRecord): Refusal | null {
      const now = clock.now()
      if (row.expiresAt <= now) return 'expired'
      return now - row.lastSeenAt >= idleMs ? 'idle_timeout' : null
    },

    /** Notes that a session is in use; a look that is not a use is not noted. */
    async touch(row: SessionRecord, use?: 'passive'): Promise<void> {
      const now = clock.now()
      const isDue = now - row.lastSeenAt >= touchEvery
      if (isDue && use !== 'passive') await sessions.touch(row.id, now)
    },

    async end({ id, account }: Session, scope: Scope) {
      if (scope === 'this') await sessions.remove(id)
      else await sessions.removeOf(account, scope === 'others' ? id : undefined)
      return { ok: true, ended: 'server' } as const
    },

    on: async (event) => {
      if (event.type === 'logout-all-users') await sessions.removeAll()
      else await sessions.removeOf(event.account)
      return 'revoked'
    },

    devices: {
      list: (account) => sessions.listOf(account),
      async end(account, id) {
        if ((await sessions.find(id))?.account !== account) return false
        await sessions.remove(id)
        return true
      },
    },
  } satisfies Pick<SessionStrategy, 'on' | 'devices'> & Record<string, unknown>
}

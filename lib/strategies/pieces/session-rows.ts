import { refused } from '../contract.ts'
import { roomFor } from './room.ts'
import { notedEvery } from '../lifetimes.ts'
import type { Refusal } from '../../kernel/problem.ts'
import type { SessionRecord } from '../../stores/contract.ts'
import { hashOf } from '../../tokens/opaque.ts'
import type {
  Context,
  Ending,
  RequestFacts,
  Scope,
  Session,
  SessionStrategy,
  Verdict,
} from '../contract.ts'

/**
 * What every strategy with a row for each session does with its rows. `unseen`: for how many seconds
 * a client goes on without its row being read. The last use that is known may then be that much too
 * early, so rest is counted from the last that there can have been.
 */
export function sessionRows(context: Context<'sessions'>, unseen = 0) {
  const { sessions, clock, lifetimes } = context
  const idleMs = (lifetimes.idleTtl + unseen) * 1000
  const touchEvery = unseen > 0 ? 0 : notedEvery(lifetimes) * 1000

  /** Why a row no longer stands for a session, if so. */
  function ended(row: SessionRecord): Refusal | null {
    const now = clock.now()
    if (row.expiresAt <= now) return 'expired'
    return now - row.lastSeenAt >= idleMs ? 'idle_timeout' : null
  }
  return {
    ended,

    /** Where a sign-in puts its session. */
    insert: (row: SessionRecord) => sessions.insert(row, roomFor(context, idleMs)),

    /** Notes that a session is in use, where that is due; a look that is not a use is not noted. */
    touch(row: SessionRecord, request?: RequestFacts): Promise<void> | null {
      const now = clock.now()
      const isDue = now - row.lastSeenAt >= touchEvery && !request?.passive
      return isDue ? sessions.touch(row.id, now) : null
    },

    /** A row for a session that begins now; of its secret, a hash alone. */
    rowFor: ({ id, account, device, signedInAt, expiresAt }: Session, secret: string) => ({
      id,
      secretHash: hashOf(secret),
      account,
      device,
      signedInAt,
      lastSeenAt: signedInAt,
      expiresAt,
    }),

    /** Ends what the owner of a session asks to end. */
    async end(verdict: Verdict, scope: Scope): Promise<Ending> {
      if (!verdict.ok) return verdict
      const { id } = verdict.session
      const isEnded = await (scope === 'this'
        ? sessions.remove(id)
        : sessions.removeFrom(id, scope))
      return isEnded ? { ok: true, ended: 'server' } : refused('revoked')
    },

    on: async ({ account }) => {
      await sessions.removeOf(account)
      return 'revoked'
    },

    devices: {
      list: async (account) => (await sessions.listOf(account)).filter((row) => !ended(row)),
      async end(account, id, by) {
        return (await sessions.find(id))?.account === account && sessions.remove(id, by)
      },
    },
  } satisfies Pick<SessionStrategy, 'on' | 'devices'> & Record<string, unknown>
}

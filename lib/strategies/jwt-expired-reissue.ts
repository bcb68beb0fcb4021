import { defineStrategy, refused } from './contract.ts'
import { atOnce, never, within, everyEvent } from './promises.ts'
import type { Grant, Session } from './contract.ts'
import { newSession } from './pieces/session.ts'
import { sessionTokens } from './pieces/signed-session.ts'

/** The proposal's own number: a token lives for a minute. Seconds. */
const TTL = 60

export const jwtExpiredReissue = defineStrategy({
  id: 'jwt-expired-reissue',
  title: 'JWT reissued when expired',
  summary:
    'The client holds a token for one minute and trades it, once expired, for a new one; the server keeps nothing. An anti-pattern: its author struck it out.',
  fit: 'Nothing. It is here because it is proposed again and again.',
  unfit: 'Everything: a copy of any token it ever issued buys new ones for ever.',
  promises: {
    ...everyEvent(never),
    'role-change': within(TTL),
    'rotate-keys': atOnce,
  },
  collateral: { 'rotate-keys': 'everyone' },
  cost: { renewal: { reads: 1, writes: 0 }, day: { reads: 479, renewals: 479 } },
  renews: true,
  renewsExpired: true,
  profile: 'client',
  needs: ['tokens', 'accounts'],

  create(context) {
    const { accounts, clock, lifetimes } = context
    const { issue, read } = sessionTokens(context)
    const minute = () => clock.now() + TTL * 1000

    /** The client keeps the token past its end: it has to have something to trade. */
    async function granted(session: Session): Promise<Grant> {
      const { value } = await issue(session, session.expiresAt)
      const expiresAt = clock.now() + lifetimes.sessionTtl * 1000
      return { session, credentials: { access: { value, expiresAt } } }
    }

    return {
      async start(who, device) {
        return granted(newSession(context, who, device, minute()))
      },

      verify: ({ access }) => read(access),

      async renew({ access }) {
        // Here is the hole: a signature that was good once is good for ever.
        const verdict = await read(access, { dates: 'any' })
        if (!verdict.ok) return refused(verdict.reason)
        // The account is asked for its role, and nobody thought of asking whether it may sign in.
        const who = await accounts.find(verdict.session.account)
        const role = who?.role ?? verdict.session.role
        const session = { ...verdict.session, role, expiresAt: minute() }
        return { ok: true, ...(await granted(session)) }
      },

      async end({ access }) {
        const verdict = await read(access, { dates: 'any' })
        return verdict.ok ? { ok: true, ended: 'client-only' } : verdict
      },

      async on(event) {
        return event.type === 'role-change' ? 'at-renewal' : 'cannot'
      },
    }
  },
})

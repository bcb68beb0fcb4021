import { atOnce, defineStrategy, never, refused, within, everyEvent } from './contract.ts'
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
  needs: ['tokens', 'accounts'],

  create(context) {
    const { accounts, clock } = context
    const { issue, read } = sessionTokens(context)
    const minute = () => clock.now() + TTL * 1000

    return {
      async start(who, device) {
        const session = newSession(context, who, device, minute())
        return { session, credentials: { access: await issue(session, session.expiresAt) } }
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
        const token = await issue(session, session.expiresAt)
        return { ok: true, session, credentials: { access: token } }
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

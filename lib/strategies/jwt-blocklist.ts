import { MAX_LIFETIME } from '../tokens/jwt.ts'
import { atExpiry, atOnce, defineStrategy, refused, everyEvent } from './contract.ts'
import { sessionTokens, type TokenVerdict } from './pieces/signed-session.ts'

export const jwtBlocklist = defineStrategy({
  id: 'jwt-blocklist',
  title: 'JWT + blocklist',
  summary:
    'The client holds a signed token; the server keeps the ids of revoked tokens and cut-off times for whole accounts.',
  fit: 'Tokens that have to die on demand, where few are ever revoked and the list stays small.',
  unfit: 'Saving the read on every request: there is one all the same, so a session row would do.',
  promises: {
    ...everyEvent(atOnce),
    'revoke-device': atExpiry('tokenTtl'),
    'idle-timeout': atExpiry('tokenTtl'),
  },
  // The role is written in the tokens: to change it they have to end, the honest user's own too.
  collateral: { 'role-change': 'other-devices', 'rotate-keys': 'everyone' },
  cost: { request: { reads: 1, writes: 0 }, forged: { reads: 0, writes: 0 } },
  credentials: ['access'],
  transports: ['cookie', 'bearer'],
  listsSessions: false,
  renews: false,
  detectsReuse: false,
  tolerance: 0,
  needs: ['tokens', 'revocations'],

  create(context) {
    const { revocations, clock } = context
    const tokens = sessionTokens(context)

    /** Kept as long as any token can live, whatever the lifetimes were when it was issued. */
    const cutOff = (account: string | null, keep?: { id: string; issuedAt: number }) => {
      const now = clock.now()
      return revocations.cutOff(account, now, now + MAX_LIFETIME * 1000, keep)
    }

    async function verify(value: string | undefined): Promise<TokenVerdict> {
      const verdict = await tokens.read(value)
      if (!verdict.ok) return verdict
      // By the token's id and never by its text: one token can be spelled in several ways.
      return (await revocations.isRevoked(verdict.token)) ? refused('revoked') : verdict
    }

    return {
      verify: ({ access }) => verify(access),

      async start(who, device, { access }) {
        const old = await tokens.read(access)
        if (old.ok) await revocations.revoke(old.token.id, old.token.expiresAt)
        // Issued after the last cut-off, even in its own millisecond.
        const issuedAt = Math.max(clock.now(), (await revocations.lastCutOff(who.id)) + 1)
        return tokens.start(who, device, { issuedAt })
      },

      async end({ access }, scope) {
        const verdict = await verify(access)
        if (!verdict.ok) return verdict
        const { token } = verdict
        if (scope === 'this') await revocations.revoke(token.id, token.expiresAt)
        else await cutOff(token.account, scope === 'others' ? token : undefined)
        return { ok: true, ended: 'server' }
      },

      async on(event) {
        await cutOff(event.type === 'logout-all-users' ? null : event.account)
        return 'revoked'
      },
    }
  },
})

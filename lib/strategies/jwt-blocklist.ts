import type { RevocationStore } from '../stores/contract.ts'
import { defineStrategy, refused, type Context, type SessionStrategy } from './contract.ts'
import { atExpiry, atOnce, everyEvent } from './promises.ts'
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
    'device-limit': atExpiry('tokenTtl'),
    'idle-timeout': atExpiry('tokenTtl'),
  },
  // The role is written in the tokens: to change it they have to end, the honest user's own too.
  collateral: { 'role-change': 'other-devices', 'rotate-keys': 'everyone' },
  cost: { request: { reads: 1, writes: 0 }, day: { reads: 488, writes: 8, signIns: 8 } },
  profile: 'client',
  needs: ['tokens', 'revocations'],

  create: (context) => blocklist(context, context.revocations),
})

/** Signed tokens, of which those that `revocations` names are void. */
export function blocklist(
  context: Context<'tokens'>,
  revocations: RevocationStore,
): SessionStrategy {
  const tokens = sessionTokens(context)

  function verify(value: string | undefined): Promise<TokenVerdict> {
    // By the token's id and never by its text: one token can be spelled in several ways.
    return tokens.read(value, { isRevoked: (token) => revocations.isRevoked(token) })
  }

  return {
    verify: ({ access }) => verify(access),

    async start(who, device, { access }) {
      const old = await tokens.read(access)
      if (old.ok) await revocations.revoke(old.token.id, old.token.expiresAt)
      const session = tokens.begin(who, device)
      return tokens.grant(session, { stamp: await revocations.stamp(session.expiresAt) })
    },

    async regenerate({ access }, who, reach) {
      const old = await tokens.read(access)
      if (!old.ok) return old
      const session = tokens.begin(who, old.session.device)
      const stamp = await revocations.exchange(old.token, session.expiresAt, reach)
      return stamp === null
        ? refused('revoked')
        : { ok: true, ...(await tokens.grant(session, { stamp })) }
    },

    async end({ access }, scope) {
      if (scope === 'this') {
        // Whatever is genuine can be ended, whatever its dates.
        const own = await tokens.read(access, { dates: 'any' })
        if (!own.ok) return own
        const isEnded = await revocations.exchange(own.token, own.token.expiresAt, 'this')
        return isEnded === null ? refused('revoked') : { ok: true, ended: 'server' }
      }
      const verdict = await verify(access)
      if (!verdict.ok) return verdict
      const isEnded = await revocations.cutOffFrom(verdict.token, scope)
      return isEnded ? { ok: true, ended: 'server' } : refused('revoked')
    },

    async on({ account }) {
      await revocations.cutOff(account)
      return 'revoked'
    },
  }
}

import { hashOf, newId, sameText } from '../tokens/opaque.ts'
import { atOnce, defineStrategy, refused, everyEvent } from './contract.ts'
import { sessionRows } from './pieces/session-rows.ts'
import { newSession, sessionTokens, type TokenVerdict } from './pieces/signed-session.ts'

export const jwtAllowlist = defineStrategy({
  id: 'jwt-allowlist',
  title: 'JWT + allowlist',
  summary:
    'The client holds a signed token with a session id; the server keeps a row for each live session, and a token without its row is void.',
  fit: 'Refusing forged tokens without a read, and ending any single device at once.',
  unfit:
    'Doing without state: there is a row a session, as with a plain session id, and a token on top.',
  promises: {
    ...everyEvent(atOnce),
  },
  // The role is written in the tokens: to change it the sessions have to end.
  collateral: { 'role-change': 'other-devices', 'rotate-keys': 'everyone' },
  cost: {
    request: { reads: 1, writes: 0, writesAMinute: 1 },
    forged: { reads: 0, writes: 0 },
  },
  credentials: ['access'],
  transports: ['cookie', 'bearer'],
  listsSessions: true,
  renews: false,
  detectsReuse: false,
  tolerance: 0,
  needs: ['tokens', 'sessions'],

  create(context) {
    const { sessions, clock, random, lifetimes } = context
    const { issue, read } = sessionTokens(context)
    const rows = sessionRows(context)

    async function verify(value: string | undefined, use?: 'passive'): Promise<TokenVerdict> {
      const verdict = await read(value)
      if (!verdict.ok) return verdict
      const row = await sessions.find(verdict.session.id)
      // The row names the one token that was issued for it.
      if (!row || !sameText(row.secretHash, hashOf(verdict.token.id))) return refused('revoked')
      const reason = rows.ended(row)
      if (reason) return refused(reason)
      await rows.touch(row, use)
      return verdict
    }

    return {
      verify: ({ access }, use) => verify(access, use),

      async start(who, device, { access }) {
        const old = await read(access)
        if (old.ok) await sessions.remove(old.session.id)
        const now = clock.now()
        const session = newSession(context, who, device, now + lifetimes.sessionTtl * 1000)
        const { id, account, signedInAt, expiresAt } = session
        const tokenId = newId(random)
        const secretHash = hashOf(tokenId)
        const times = { signedInAt, lastSeenAt: now, expiresAt }
        await sessions.insert({ id, account, device, secretHash, ...times })
        const token = await issue(session, expiresAt, { id: tokenId })
        return { session, credentials: { access: token } }
      },

      async end({ access }, scope) {
        const verdict = await verify(access, 'passive')
        return verdict.ok ? rows.end(verdict.session, scope) : verdict
      },

      on: rows.on,
      devices: rows.devices,
    }
  },
})

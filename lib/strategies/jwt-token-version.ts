import { accountWide, accountWideStrategy } from './pieces/account-wide.ts'
import { defineStrategy, refused } from './contract.ts'
import { sessionTokens } from './pieces/signed-session.ts'

export const jwtTokenVersion = defineStrategy({
  id: 'jwt-token-version',
  title: 'JWT + token version',
  summary:
    'The client holds a signed token with a version number; the server keeps one counter for each account, and bumps it to end all tokens.',
  fit: 'One number beside each account, and "sign out everywhere" is all that is wanted.',
  unfit: 'Signing out one device: the counter cannot tell a phone from a laptop.',
  ...accountWide,
  cost: { request: { reads: 1, writes: 0 } },
  needs: ['tokens', 'versions'],

  create(context) {
    const { versions } = context
    const tokens = sessionTokens(context)
    const stamp = async (account: string) => ({ version: await versions.current(account) })

    return accountWideStrategy({
      async start(who, device) {
        return tokens.start(who, device, await stamp(who.id))
      },
      async verify(value) {
        const verdict = await tokens.read(value)
        if (!verdict.ok) return verdict
        const current = await versions.current(verdict.token.account)
        return verdict.token.version === current ? verdict : refused('revoked')
      },
      voidAll: (account) => versions.bump(account),
      async reissue(session) {
        return tokens.issue(session, session.expiresAt, await stamp(session.account))
      },
    })
  },
})

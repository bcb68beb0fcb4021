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
  cost: { request: { reads: 1, writes: 0 }, day: { reads: 488, signIns: 8 } },
  profile: 'client',
  needs: ['tokens', 'versions'],

  create(context) {
    const { versions } = context
    const tokens = sessionTokens(context)

    return accountWideStrategy({
      tokens,
      stamp: (account) => versions.current(account),
      issue: (session, options) => tokens.issue(session, session.expiresAt, options),
      async verify(value, options) {
        const verdict = await tokens.read(value, options)
        if (!verdict.ok) return verdict
        const { account, stamp } = verdict.token
        return stamp === (await versions.current(account)) ? verdict : refused('revoked')
      },
      voidAll: (account) => versions.bump(account),
      voidFrom: (account, version) => versions.bumpFrom(account, version),
    })
  },
})

import { accountWide, accountWideStrategy } from './pieces/account-wide.ts'
import { defineStrategy, refused } from './contract.ts'
import { sessionTokens } from './pieces/signed-session.ts'

export const jwtIssuedAfter = defineStrategy({
  id: 'jwt-issued-after',
  title: 'JWT + issued-after cut-off',
  summary:
    'The client holds a signed token; the server keeps the time of the last log-out for each account, and one for everybody: what was issued before is void.',
  fit: 'One date beside each account, and one for the day on which everybody has to sign in again.',
  unfit: 'Signing out one device, and clocks that only count seconds.',
  ...accountWide,
  cost: { request: { reads: 1, writes: 0 }, day: { reads: 488, writes: 8, signIns: 8 } },
  profile: 'client',
  needs: ['tokens', 'cutOffs'],

  create(context) {
    const { cutOffs } = context
    const tokens = sessionTokens(context)

    return accountWideStrategy({
      tokens,
      // In milliseconds: a second would be too coarse.
      stamp: (account) => cutOffs.issueTime(account),
      issue: (session, options) => tokens.issue(session, session.expiresAt, options),
      async verify(value, options) {
        const verdict = await tokens.read(value, options)
        if (!verdict.ok) return verdict
        const { account, stamp: issuedAt } = verdict.token
        return issuedAt > (await cutOffs.last(account)) ? verdict : refused('revoked')
      },
      voidAll: (account) => cutOffs.set(account),
      voidFrom: (account, issuedAt) => cutOffs.setFrom(account, issuedAt),
    })
  },
})

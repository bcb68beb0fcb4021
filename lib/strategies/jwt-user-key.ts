import { unverifiedClaims } from '../tokens/jwt.ts'
import { accountWide, accountWideStrategy } from './pieces/account-wide.ts'
import { defineStrategy, refused } from './contract.ts'
import { sessionTokens } from './pieces/signed-session.ts'

export const jwtUserKey = defineStrategy({
  id: 'jwt-user-key',
  title: 'JWT + a key for each user',
  summary:
    "The client holds a token that is signed with the account's own key; the server changes that key, with the password or at log-out, and every token of the account is void.",
  fit: 'Making tokens worthless with the password that they were bought with.',
  unfit:
    'Refusing floods of forged tokens cheaply: the key has to be looked up before anything is known.',
  ...accountWide,
  cost: {
    request: { reads: 1, writes: 0 },
    forged: { reads: 1, writes: 0 },
    day: { reads: 495, signIns: 8 },
  },
  profile: 'client',
  needs: ['tokens', 'keys', 'versions'],

  create(context) {
    const { tokens, keys, versions } = context

    /** The account's key is derived, so the table of its versions alone signs nothing. */
    async function tokensOf(account: string, version: number) {
      const label = `account ${account} version ${version}`
      return sessionTokens(context, tokens.under(await keys.derived(label)))
    }

    return accountWideStrategy({
      tokens: sessionTokens(context),
      stamp: (account) => versions.current(account),
      async issue(session, options) {
        const own = await tokensOf(session.account, options.stamp)
        return own.issue(session, session.expiresAt, options)
      },
      async verify(value, options) {
        if (value === undefined) return refused('credential_missing')
        // Whose key to check with, the token says itself; with another's key it is not genuine.
        const claims = unverifiedClaims(value)
        if (!claims) return refused('credential_malformed')
        const { sub: account, stamp } = claims
        const current = await versions.current(account)
        const verdict = await (await tokensOf(account, current)).read(value, options)
        if (verdict.ok || verdict.reason !== 'signature_invalid' || stamp >= current) return verdict
        // Not with the key in force; with one that was, it is no forgery, and void all the same.
        const old = await (await tokensOf(account, stamp)).read(value, { dates: 'any' })
        return old.ok ? refused('revoked') : verdict
      },
      voidAll: (account) => versions.bump(account),
      voidFrom: (account, version) => versions.bumpFrom(account, version),
    })
  },
})

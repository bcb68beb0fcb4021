import { createPublicKey, KeyObject, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { cachedSession } from '../../../strategies/cached-session.ts'
import { jwtBlocklist } from '../../../strategies/jwt-blocklist.ts'
import { jwtRefreshDenylist } from '../../../strategies/jwt-refresh-denylist.ts'
import { statelessJwt } from '../../../strategies/stateless-jwt.ts'
import type { StrategyDefinition } from '../../../strategies/contract.ts'
import { publicKeyOf, secretKey } from '../../../tokens/key.ts'
import type { Tokens } from '../../../tokens/contract.ts'
import { macOf, signedText, takeApart, type Parts } from './token-parts.ts'
import { attacksNoticing, doingOther, givenOther } from '../unguarded.ts'

type Check = (parts: Parts, text: string) => boolean | Promise<boolean>

/** Tokens that a check lets in as well, unless they are genuine and nothing but too old. */
const alsoTaking = (tokens: Tokens, check: Check): Tokens => ({
  ...tokens,
  async read(type, token, schema, options) {
    const genuine = await tokens.read(type, token, schema, options)
    const parts = genuine.ok || genuine.reason === 'expired' ? null : takeApart(token)
    const text = token.slice(0, token.lastIndexOf('.'))
    if (!parts || !(await check(parts, text))) return genuine
    const claims = schema.safeParse(parts.claims)
    return claims.success ? { ok: true, claims: claims.data } : genuine
  },
})

const taking = (check: Check) =>
  givenOther(statelessJwt, ({ tokens }) => ({ tokens: alsoTaking(tokens, check) }))

const isNamed = (parts: Parts, ...algorithms: string[]) =>
  algorithms.includes(String(parts.header['alg']))

const believingNone = taking((parts) => /^none$/i.test(String(parts.header['alg'])))

const checkingWhatIsThere = taking((parts) => isNamed(parts, 'HS256') && parts.signature === '')

const checkingNothing = taking(() => true)

const believingTheKeyInside = taking((parts, text) => {
  const jwk = z.record(z.string(), z.unknown()).safeParse(parts.header['jwk'])
  if (!jwk.success || !isNamed(parts, 'ES256')) return false
  const key = createPublicKey({ key: jwk.data, format: 'jwk' })
  const signature = Buffer.from(parts.signature, 'base64url')
  return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, signature)
})

const openingFilesByKid = taking(
  (parts, text) =>
    String(parts.header['kid']).includes('/dev/null') && parts.signature === macOf(text, ''),
)

/** Whom these tokens are from and for. */
const namesOf = async (tokens: Tokens) => {
  const { iss, aud } = takeApart(await tokens.sign('at+jwt', {}, 1_000))?.claims ?? {}
  return { iss, aud }
}

/** Remembers the signatures that it made, and not what they were made of. */
const signatures = new Set<string>()
const forgettingWhatWasSigned = givenOther(statelessJwt, ({ tokens }) => ({
  tokens: {
    ...alsoTaking(tokens, async (parts) => {
      const isOurs = isNamed(parts, 'HS256') && signatures.has(parts.signature)
      return isOurs && parts.claims['aud'] === (await namesOf(tokens)).aud
    }),
    async sign(...given) {
      const token = await tokens.sign(...given)
      signatures.add(takeApart(token)?.signature ?? '')
      return token
    },
  },
}))

const believingTheAlgorithm: StrategyDefinition = {
  ...givenOther(statelessJwt, ({ tokens, keys }) => ({
    tokens: alsoTaking(tokens, async (parts, text) => {
      const key = await keys.find(String(parts.header['kid']))
      const published = key && publicKeyOf(key)
      if (!published || !isNamed(parts, 'HS256')) return false
      const pem = KeyObject.from(published).export({ type: 'spki', format: 'pem' })
      return parts.signature === macOf(text, pem)
    }),
  })),
  needs: ['tokens', 'keys'],
}

const withPastedSecret = givenOther(statelessJwt, ({ tokens }) => ({
  tokens: tokens.under([secretKey('My Super Secret')]),
}))

/** One key for all, and one of the two claims that could still tell them apart is not looked at. */
function sharing(right: StrategyDefinition, unread: 'iss' | 'aud'): StrategyDefinition {
  const secret = 'one key for all of them, long enough that nobody will ever guess it'
  return givenOther(right, ({ tokens }) => {
    const own = tokens.under([secretKey(secret)])
    return {
      tokens: alsoTaking(own, async (parts, text) => {
        if (parts.signature !== macOf(text, secret)) return false
        const ours = await namesOf(own)
        const read = unread === 'iss' ? 'aud' : 'iss'
        return parts.claims[read] === ours[read] && parts.claims[unread] !== ours[unread]
      }),
    }
  })
}

const takingRefreshForAccess = doingOther(jwtRefreshDenylist, (right) => ({
  async verify({ access }) {
    const verdict = await right.verify(access === undefined ? {} : { access })
    if (verdict.ok || access === undefined) return verdict
    const renewal = await right.renew?.({ refresh: access })
    return renewal?.ok ? { ok: true, session: renewal.session } : verdict
  },
}))

const believingCaches = givenOther(cachedSession, ({ tokens }) => ({
  tokens: alsoTaking(tokens, (parts) => isNamed(parts, 'HS256') && parts.signature !== ''),
}))

const signedByTheThief = [
  'forgery-tampered-claims',
  'forgery-kid',
  'forgery-guessed-secret',
  'forgery-public-key-as-secret',
]

const takenAway: [defence: string, StrategyDefinition, noticed: string[]][] = [
  ['"none" is no algorithm', believingNone, ['forgery-alg-none']],
  ['a signature has to be there', checkingWhatIsThere, ['forgery-stripped-signature']],
  ['a signature is over all that it signs', forgettingWhatWasSigned, ['forgery-tampered-claims']],
  ['keys come from the ring', believingTheKeyInside, ['forgery-key-in-header']],
  ['a key id is no path', openingFilesByKid, ['forgery-kid']],
  ['the algorithm is that of the key', believingTheAlgorithm, ['forgery-public-key-as-secret']],
  ['keys are drawn at random', withPastedSecret, ['forgery-guessed-secret']],
  ['a type is looked at', takingRefreshForAccess, ['forgery-other-type']],
  ['the signature of a cached copy is checked', believingCaches, signedByTheThief],
  [
    'signatures are checked at all',
    checkingNothing,
    [
      ...signedByTheThief,
      'forgery-alg-none',
      'forgery-stripped-signature',
      'forgery-key-in-header',
      'forgery-other-strategy',
      'forgery-other-workspace',
    ],
  ],
]

describe('a check of tokens that is taken away is noticed, by its attacks and no others', () => {
  it.each(takenAway)('%s', async (_, definition, noticed) => {
    expect((await attacksNoticing(definition, [jwtBlocklist])).toSorted()).toEqual(
      noticed.toSorted(),
    )
  })

  it('the audience is looked at', async () => {
    const shared = sharing(statelessJwt, 'aud')
    expect(await attacksNoticing(shared)).toEqual(['forgery-other-workspace'])
  })

  it('the issuer is looked at', async () => {
    const shared = sharing(statelessJwt, 'iss')
    const twin = { ...shared, id: 'stateless-jwt-twin' }
    expect(await attacksNoticing(shared, [twin])).toEqual(['forgery-other-strategy'])
  })

  it('and what is signed by hand is what the forger says that it is', () => {
    const parts = { header: { alg: 'HS256' }, claims: { sub: 'alice' }, signature: 'x' }
    expect(takeApart(`${signedText(parts)}.x`)).toEqual(parts)
    expect(takeApart('an.opaque.id')).toBe(null)
    expect(takeApart(signedText(parts))).toBe(null)
  })
})

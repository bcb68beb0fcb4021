import {
  createHash,
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  KeyObject,
} from 'node:crypto'
import * as fc from 'fast-check'
import {
  SignJWT,
  UnsecuredJWT,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type CryptoKey,
  type JWTHeaderParameters,
} from 'jose'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { MAX_LIFETIME, virtualClock } from '../kernel/clock.ts'
import { systemRandom } from '../kernel/random.ts'
import type { KeyRecord } from '../stores/contract.ts'
import { createTokens } from './jwt.ts'
import { algorithms, type Algorithm } from './algorithms.ts'
import type { Key } from './contract.ts'
import { createKeyCache } from './key-cache.ts'
import { createKeyRing } from './key-ring.ts'
import { macOf, secretKey } from './key.ts'
import { hasHighS, withLowS, withOtherS } from './low-s.ts'
import { createSealer } from './sealer.ts'
import { verifyCompact } from './signature.ts'

const claimsSchema = z.object({ jti: z.string(), sub: z.string() })
const given = { jti: 'token-1', sub: 'account-1' }
const names = { issuer: 'logout-lab/test', audience: 'workspace-1' }
const HOUR = 60 * 60 * 1000

function setUp(algorithm: Algorithm) {
  const clock = virtualClock()
  const records: KeyRecord[] = []
  const cache = createKeyCache()
  const { verified } = cache
  const ring = createKeyRing({
    name: 'workspace-1 test',
    store: () => ({
      list: async () => [...records],
      async addIfAbsent(key) {
        if (records.some((one) => one.algorithm === key.algorithm)) return
        records.push({ ...key, number: records.length + 1, verifiesUntil: null })
      },
      lengthen: async () => {},
      retire: async () => {},
      async removeAll() {
        records.length = 0
      },
    }),
    algorithm,
    lifetime: HOUR,
    clock,
    sealer: createSealer('the secret of this test', systemRandom),
    random: systemRandom,
    cache,
  })
  const tokens = createTokens({ ring, clock, verified, ...names })
  const read = (token: string) => tokens.read('at+jwt', token, claimsSchema)
  const sign = () => tokens.sign('at+jwt', given, clock.now() + HOUR)
  return { clock, ring, tokens, read, sign, verified }
}

const accepted = { ok: true, claims: given }
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe.each(algorithms)('a token signed with %s', (algorithm) => {
  it('is read back until it expires', async () => {
    const { clock, read, sign, tokens } = setUp(algorithm)
    const token = await sign()
    expect(await read(token)).toEqual(accepted)
    clock.advance(HOUR - 1)
    expect(await read(token)).toEqual(accepted)
    clock.advance(1)
    expect(await read(token)).toEqual({ ok: false, reason: 'expired' })
    const late = await tokens.read('at+jwt', token, claimsSchema, { dates: 'any' })
    expect(late).toEqual(accepted)
  })

  it('has one spelling', async () => {
    const { read, sign } = setUp(algorithm)
    const token = await sign()
    const [header = '', body = '', end = ''] = token.split('.')
    const spelled = [
      `${token}=`,
      `${token}==`,
      `${token} `,
      ` ${token}`,
      `${token}\n`,
      `${header}.${body}.${end.slice(0, 10)} ${end.slice(10)}`,
      `${header}=.${body}.${end}`,
      `${header}.${body}=.${end}`,
      `${header}.${body}.${end.replaceAll('-', '+').replaceAll('_', '/')}!`,
      `Bearer ${token}`,
      `${token}.`,
      `.${token}`,
    ]
    for (const other of spelled) {
      expect(await read(other), other.slice(-8)).toEqual({
        ok: false,
        reason: 'credential_malformed',
      })
    }
  })

  it('is refused with any other last character, also one that decodes to the same bytes', async () => {
    const { ring, read, sign } = setUp(algorithm)
    const token = await sign()
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const others = alphabet.split('').map((last) => token.slice(0, -1) + last)
    const readings = await Promise.all(others.filter((other) => other !== token).map(read))
    expect(readings.filter(({ ok }) => ok)).toEqual([])
    const key = await ring.current()
    const verified = await Promise.all(others.map((other) => verifyCompact(other, key)))
    expect(verified.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('is refused when any one of its characters changes', async () => {
    const { read, sign } = setUp(algorithm)
    const token = await sign()
    const characters = fc.constantFrom(...'abcABC019-_.= '.split(''))
    const place = fc.nat(token.length - 1)
    const property = fc.asyncProperty(place, characters, async (index, character) => {
      const other = token.slice(0, index) + character + token.slice(index + 1)
      expect((await read(other)).ok).toBe(other === token)
    })
    await fc.assert(property, { seed: 7, numRuns: 300 })
  })

  it.each(['none', 'None', 'NONE', 'nOnE', '', ' none', 'HS256 '])(
    'is refused with the algorithm %j in its header',
    async (alg) => {
      const { ring, read, sign } = setUp(algorithm)
      const { kid } = await ring.current()
      const [, body = '', own = ''] = (await sign()).split('.')
      const header = part({ alg, typ: 'at+jwt', kid })
      for (const end of ['', 'AA', own]) {
        expect((await read(`${header}.${body}.${end}`)).ok).toBe(false)
      }
    },
  )

  it('is refused without its signature', async () => {
    const { read, sign } = setUp(algorithm)
    const [header, body] = (await sign()).split('.')
    for (const stripped of [`${header}.${body}.`, `${header}.${body}`, `${header}`, '..', '']) {
      expect(await read(stripped)).toEqual({ ok: false, reason: 'credential_malformed' })
    }
    expect((await read(new UnsecuredJWT(given).encode())).ok).toBe(false)
  })

  it('is worthless under another issuer, audience or type', async () => {
    const { clock, ring, tokens, sign, verified } = setUp(algorithm)
    const token = await sign()
    // The signature is ours: it was meant for something else.
    const invalid = { ok: false, reason: 'credential_malformed' }
    for (const changed of [{ issuer: 'logout-lab/other' }, { audience: 'workspace-2' }]) {
      const others = createTokens({ ring, clock, verified, ...names, ...changed })
      expect(await others.read('at+jwt', token, claimsSchema)).toEqual(invalid)
    }
    expect(await tokens.read('rt+jwt', token, claimsSchema)).toEqual(invalid)
    expect(await tokens.read('cache+jwt', token, claimsSchema)).toEqual(invalid)
  })

  it('is refused with keys that it brought along', async () => {
    const { ring, read } = setUp(algorithm)
    const { kid } = await ring.current()
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
    const jwk = await exportJWK(publicKey)
    const times = { iat: now(), exp: now() + 60 }
    for (const extra of [
      { jwk },
      { jku: 'https://evil.test/keys' },
      { x5u: 'https://evil.test' },
    ]) {
      for (const alg of ['ES256', algorithm]) {
        const header = { alg, typ: 'at+jwt', kid, ...extra }
        const token =
          alg === 'ES256'
            ? await forge({ ...given, ...times }, header, privateKey)
            : `${part(header)}.${part({ ...given, ...times })}.AAAA`
        expect((await read(token)).ok).toBe(false)
      }
    }
  })

  it.each([
    undefined,
    null,
    '',
    0,
    {},
    [],
    '../../etc/passwd',
    "' OR 1=1 --",
    '__proto__',
    'x'.repeat(2000),
  ])('is refused with the key id %j', async (kid) => {
    const { ring, read } = setUp(algorithm)
    const key = await ring.current()
    const header = part({ alg: algorithm, typ: 'at+jwt', kid })
    const body = part({ ...given, iss: names.issuer, aud: names.audience, iat: 0, exp: 1 })
    expect((await read(`${header}.${body}.AAAA`)).ok).toBe(false)
    expect(key.kid).not.toBe(kid)
  })

  it('is refused by a key with the same id and another value', async () => {
    const { read, ring } = setUp(algorithm)
    const { kid } = await ring.current()
    const stranger = setUp(algorithm)
    const own = await stranger.ring.current()
    const claims = { ...given, iat: now(), exp: now() + 60 }
    const token = await forge(claims, { alg: algorithm, typ: 'at+jwt', kid }, own.sign)
    expect(await read(token)).toEqual({ ok: false, reason: 'signature_invalid' })
  })

  it('is refused with an extension in its header', async () => {
    const { ring, read } = setUp(algorithm)
    const key = await ring.current()
    const claims = { ...given, iat: now(), exp: now() + 60 }
    const header = { alg: algorithm, typ: 'at+jwt', kid: key.kid }
    expect((await read(await forge(claims, header, key.sign))).ok).toBe(true)
    // What a signer with the right key, but other rules, could send.
    for (const crit of [['exp'], ['b64'], ['x'], []]) {
      const extended = `${part({ ...header, crit, exp: 1, b64: true, x: 1 })}.${part(claims)}`
      expect((await read(`${extended}.${await signature(extended, key)}`)).ok).toBe(false)
    }
    const lacking = { alg: algorithm, kid: key.kid }
    expect((await read(await forge(claims, lacking, key.sign))).ok, 'without a type').toBe(false)
  })

  const times: [string, object][] = [
    ['no end', { exp: undefined }],
    ['no beginning', { iat: undefined }],
    ['no id', { jti: undefined }],
    ['no subject', { sub: undefined }],
    ['an end that is a text', { exp: String(now() + 60) }],
    ['an end that is null', { exp: null }],
    ['an end in the year 5138', { exp: 100_000_000_000 }],
    ['an end beyond all calendars', { exp: 1e300 }],
    ['an end and a beginning beyond them', { iat: 1e300, exp: 1e300 }],
    ['a beginning after its end', { iat: now() + 61 }],
    ['a beginning long ago', { iat: now() - MAX_LIFETIME }],
    ['a beginning before time', { iat: -1e300 }],
    ['a list for an audience', { aud: ['workspace-1', 'workspace-2'] }],
  ]
  it.each(times)('is refused with %s, though the key is right', async (_what, changed) => {
    const { ring, read, tokens } = setUp(algorithm)
    const key = await ring.current()
    const header = { alg: algorithm, typ: 'at+jwt', kid: key.kid }
    const claims = { ...given, iat: now(), exp: now() + 60, ...changed }
    const token = await forge(claims, header, key.sign)
    expect((await read(token)).ok).toBe(false)
    const late = await tokens.read('at+jwt', token, claimsSchema, { dates: 'any' })
    expect(late.ok).toBe(false)
  })

  it('is not yet valid while its beginning is in the future, and can be ended then', async () => {
    const { ring, tokens } = setUp(algorithm)
    const key = await ring.current()
    const header = { alg: algorithm, typ: 'at+jwt', kid: key.kid }
    const claims = { ...given, iat: now() + 2, exp: now() + 60 }
    const token = await forge(claims, header, key.sign)
    const read = (dates?: 'any' | 'early') =>
      tokens.read('at+jwt', token, claimsSchema, dates && { dates })
    expect(await read()).toEqual({ ok: false, reason: 'not_yet_valid' })
    expect((await read('early')).ok).toBe(true)
    expect((await read('any')).ok).toBe(true)
  })
})

describe('a token', () => {
  it('above 128 KiB is not looked at', async () => {
    const { ring, read, tokens, clock } = setUp('HS256')
    const long = { ...given, more: 'x'.repeat(100_000) }
    const token = await tokens.sign('at+jwt', long, clock.now() + HOUR)
    expect(await read(token)).toEqual({ ok: false, reason: 'credential_malformed' })
    const key = await ring.current()
    expect(await verifyCompact(token, key)).toMatchObject({ ok: false })
    expect(await read(`${'x'.repeat(1_000_000)}.y.z`)).toMatchObject({ ok: false })
  })

  it('that carries no claims is malformed', async () => {
    const { ring, read } = setUp('HS256')
    const key = await ring.current()
    for (const body of ['', 'null', '[]', '"text"', '1', '{"a":', '\u0000']) {
      const head = part({ alg: 'HS256', typ: 'at+jwt', kid: key.kid })
      const signed = `${head}.${Buffer.from(body).toString('base64url')}`
      const token = `${signed}.${await signature(signed, key)}`
      expect((await read(token)).ok, body).toBe(false)
    }
  })

  it.each(['ES256', 'EdDSA', 'RS256'] as const)(
    'signed by a MAC with the public key of %s is refused',
    async (algorithm) => {
      const { ring, read } = setUp(algorithm)
      const key = await ring.current()
      const verify = key.verify as CryptoKey
      const spki = await exportSPKI(verify)
      const der = createPublicKey(spki).export({ type: 'spki', format: 'der' })
      const jwk = JSON.stringify(await exportJWK(verify))
      const claims = { ...given, iss: names.issuer, aud: names.audience }
      const body = part({ ...claims, iat: now(), exp: now() + 60 })
      for (const secret of [spki, spki.trim(), der, jwk]) {
        for (const alg of ['HS256', algorithm]) {
          const signed = `${part({ alg, typ: 'at+jwt', kid: key.kid })}.${body}`
          const mac = createHmac('sha256', secret).update(signed).digest('base64url')
          expect((await read(`${signed}.${mac}`)).ok).toBe(false)
        }
      }
    },
  )

  it('of one algorithm is refused by a key of another, in every pair', async () => {
    const keys = await Promise.all(algorithms.map((algorithm) => setUp(algorithm).ring.current()))
    for (const signer of keys) {
      const header = { alg: signer.algorithm, typ: 'at+jwt', kid: signer.kid }
      const token = await forge({ ...given, iat: now(), exp: now() + 60 }, header, signer.sign)
      for (const key of keys) {
        expect((await verifyCompact(token, key)).ok).toBe(key === signer)
      }
    }
  })

  it('of ES256 is signed with the lower s, and refused with the other', async () => {
    const { read, sign } = setUp('ES256')
    for (let time = 0; time < 20; time += 1) {
      const token = await sign()
      expect(hasHighS(token)).toBe(false)
      expect(await read(token)).toEqual(accepted)
      const twin = withOtherS(token)
      expect(withLowS(twin)).toBe(token)
      expect(await read(twin)).toEqual({ ok: false, reason: 'credential_malformed' })
    }
  })

  it('signed with a secret is read with that secret alone', async () => {
    const { tokens, clock, read } = setUp('ES256')
    const [one, two] = ['first', 'second'].map((text) =>
      createHash('sha256').update(text).digest('hex'),
    )
    const mine = tokens.under([secretKey(one ?? '')])
    const token = await mine.sign('at+jwt', given, clock.now() + HOUR)
    expect(await mine.read('at+jwt', token, claimsSchema)).toEqual(accepted)
    expect(
      (await tokens.under([secretKey(two ?? '')]).read('at+jwt', token, claimsSchema)).ok,
    ).toBe(false)
    expect((await read(token)).ok).toBe(false)
  })

  it('of a stranger with an RSA key of its own is refused', async () => {
    const { ring, read } = setUp('RS256')
    const { kid } = await ring.current()
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const claims = { ...given, iat: now(), exp: now() + 60 }
    const token = await forge(claims, { alg: 'RS256', typ: 'at+jwt', kid }, privateKey)
    expect(await read(token)).toEqual({ ok: false, reason: 'signature_invalid' })
  })
})

function now() {
  return Math.floor(virtualClock().now() / 1000)
}

type Signer = Parameters<SignJWT['sign']>[0]

/** Signed without any of the rules that this project signs by. */
const forge = (claims: object, header: JWTHeaderParameters, key: Signer) =>
  new SignJWT({ iss: names.issuer, aud: names.audience, ...claims })
    .setProtectedHeader(header)
    .sign(key)
    .then((token) => (header.alg === 'ES256' ? withLowS(token) : token))

/** The signature of any text at all. */
async function signature(text: string, { algorithm, sign }: Key): Promise<string> {
  if (sign instanceof KeyObject) return macOf(sign, text)
  const hash = 'SHA-256'
  const parameters = {
    HS256: 'HMAC',
    ES256: { name: 'ECDSA', hash },
    EdDSA: 'Ed25519',
    RS256: 'RSASSA-PKCS1-v1_5',
  }[algorithm]
  const bytes = await crypto.subtle.sign(parameters, sign, Buffer.from(text))
  return Buffer.from(bytes).toString('base64url')
}

import { createHmac, KeyObject } from 'node:crypto'
import { SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { algorithms } from '../../tokens/algorithms.ts'
import { publicKeyOf } from '../../tokens/key.ts'
import { withOtherS } from '../../tokens/low-s.ts'
import type { Carried, CredentialName, StrategyDefinition } from '../contract.ts'
import { isJwt, type Bench, type OpenBench } from './bench.ts'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const decode = (part: string | undefined): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as object),
  )

/** What is changed, forged, foreign or spelled otherwise opens nothing. */
export function demandNoTampering(
  strategies: readonly StrategyDefinition[],
  open: OpenBench,
): void {
  describe.each(strategies)('$id', (definition) => {
    it('refuses every credential that was changed by a character', async () => {
      const at = await open(definition)
      const carried = await at.signIn()
      for (const [name, value] of Object.entries(carried)) {
        const step = Math.max(1, Math.floor(value.length / 60))
        for (let index = 0; index < value.length - 1; index += step) {
          const other = value[index] === 'A' ? 'B' : 'A'
          const changed = `${value.slice(0, index)}${other}${value.slice(index + 1)}`
          await expectRefused(at, { ...carried, [name]: changed }, name)
        }
        for (const changed of [value.slice(1), value.slice(0, -6), `${value}AAAA`, `${value}.x`]) {
          await expectRefused(at, { ...carried, [name]: changed }, name)
        }
      }
      expect((await at.verify(carried)).ok).toBe(true)
    })

    it.each(algorithms)('refuses forged tokens under %s', async (algorithm) => {
      const at = await open(definition, { algorithm })
      const carried = await at.signIn()
      for (const [name, value] of Object.entries(carried)) {
        if (!isJwt(value)) continue
        for (const [what, forged] of Object.entries(await forgeries(at, value))) {
          const verdict = await at.verify({ ...carried, [name]: forged })
          expect(isUsed(name) && verdict.ok, what).toBe(false)
        }
      }
      expect((await at.verify(carried)).ok).toBe(true)
    })

    it('refuses the credentials of every other strategy', async () => {
      const at = await open(definition)
      const own = await at.signIn()
      for (const other of strategies) {
        if (other.id === definition.id) continue
        const beside = await at.under(other)
        const grant = await beside.start(await at.account('alice'), 'a browser', {})
        for (const kept of Object.values(grant.credentials)) {
          if (!kept) continue
          for (const name of definition.credentials)
            await expectRefused(at, { [name]: kept.value }, name)
        }
      }
      // Nor is one of its own taken for another of its own.
      for (const name of definition.credentials) {
        for (const [kind, value] of Object.entries(own)) {
          if (kind !== name) await expectRefused(at, { [name]: value }, name)
        }
      }
    })

    it.each(algorithms)('knows one spelling of a token under %s', async (algorithm) => {
      const at = await open(definition, { algorithm })
      // The signatures of some algorithms come out differently every time.
      for (let time = 0; time < 4; time += 1) {
        const carried = await at.signIn()
        expect((await at.verify(carried)).ok).toBe(true)
        for (const [name, value] of Object.entries(carried)) {
          for (const spelling of spellingsOf(value)) {
            await expectRefused(at, { ...carried, [name]: spelling }, name)
          }
        }
        expect((await at.verify(carried)).ok, 'nothing was ended by it').toBe(true)
      }
    })

    it('keeps sessions alive through a change of the algorithm', async () => {
      const at = await open(definition)
      const carried = await at.signIn()
      for (const algorithm of algorithms) {
        await at.setAlgorithm(algorithm)
        expect((await at.verify(carried)).ok).toBe(true)
        expect((await at.verify(await at.signIn('bob'))).ok).toBe(true)
      }
    })
  })
}

/** A refresh token plays no part in a plain request, and a cache only beside what it caches. */
const isUsed = (name: string) => name === 'access'

async function expectRefused(at: Bench, carried: Carried, name: string) {
  if (isUsed(name)) expect((await at.verify(carried)).ok).toBe(false)
  const only: Carried = { [name as CredentialName]: carried[name as CredentialName] }
  const renewal = await (await at.strategy()).renew?.(only)
  expect(renewal?.ok ?? false).toBe(false)
}

async function forgeries(at: Bench, token: string): Promise<Record<string, string>> {
  const [head, body, signature = ''] = token.split('.')
  const header = decode(head)
  const claims = decode(body)
  const parts = (changed: object, more = claims, mark = signature) =>
    `${encode({ ...header, ...changed })}.${encode(more)}.${mark}`
  const key = await at.key()
  if (!key) throw new Error('a token without a key')
  const forged: Record<string, string> = {
    'stripped signature': `${head}.${body}.`,
    'two parts': `${head}.${body}`,
    'another role': `${head}.${encode({ ...claims, role: 'admin' })}.${signature}`,
    'a later expiry': `${head}.${encode({ ...claims, exp: 95_617_584_000 })}.${signature}`,
    'no expiry': `${head}.${encode({ ...claims, exp: undefined })}.${signature}`,
    'a key in the header': parts({ jwk: { kty: 'oct', k: 'AAAA' } }),
    'a key address': parts({ jku: 'http://127.0.0.1/keys', x5u: 'http://127.0.0.1/x' }),
    'an unknown kid': parts({ kid: 'unknown' }),
    'a kid that climbs': parts({ kid: '../../../../dev/null' }),
    'a kid that injects': parts({ kid: "' OR 1=1 --" }),
    'a critical header': parts({ crit: ['x'], x: 1 }),
    'an empty secret': signedWith('', parts({ alg: 'HS256' })),
    'a guessed secret': signedWith('My Super Secret', parts({ alg: 'HS256' })),
    'the kid as secret': signedWith(key.kid, parts({ alg: 'HS256' })),
  }
  // Signed with the right key, and meant for something else.
  const genuine = (changed: object, type = header['typ']) =>
    new SignJWT({ ...claims, ...changed })
      .setProtectedHeader({ ...header, alg: key.algorithm, typ: String(type) })
      .sign(key.sign)
  if (header['kid'] === key.kid) {
    forged['another audience'] = await genuine({ aud: 'somebody else' })
    forged['another issuer'] = await genuine({ iss: 'logout-lab/other' })
    forged['no audience'] = await genuine({ aud: undefined })
    forged['no issuer'] = await genuine({ iss: undefined })
    forged['another type'] = await genuine({}, 'JWT')
    forged['the type of a refresh token'] = await genuine({}, 'rt+jwt')
    forged['no expiry at all'] = await genuine({ exp: undefined })
    forged['no id'] = await genuine({ jti: undefined })
    forged['an issue in the future'] = await genuine({ iat: Number(claims['iat']) + 3600 })
  }
  for (const alg of ['none', 'None', 'NONE', 'nOnE', '', 'HS384', 'RS512', 'PS256']) {
    forged[`alg "${alg}"`] = parts({ alg })
    forged[`alg "${alg}" without a signature`] = parts({ alg }, claims, '')
  }
  // The public key as HMAC secret (RFC 8725, 2.1), in the forms in which it is published.
  const published = publicKeyOf(key)
  if (published) {
    const publicKey = KeyObject.from(published)
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
    const der = publicKey.export({ type: 'spki', format: 'der' })
    for (const secret of [pem, pem.trim(), pem.replaceAll('\n', ''), der]) {
      const name = `the public key as secret (${secret.length})`
      forged[name] = signedWith(secret, parts({ alg: 'HS256' }))
    }
  }
  return forged
}

function signedWith(secret: string | Buffer, token: string): string {
  const [head, body] = token.split('.')
  const mac = createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url')
  return `${head}.${body}.${mac}`
}

/** Other texts that a lenient verifier takes for the same token. */
function spellingsOf(token: string): string[] {
  if (!isJwt(token)) return []
  const [head = '', body = '', signature = ''] = token.split('.')
  const again = (mark: string) => `${head}.${body}.${mark}`
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const last = alphabet.indexOf(signature.at(-1) ?? 'A')
  const spellings = [again(`${signature}=`), again(`${signature} `), ` ${token}`, `${token}\n`]
  // What the last letter has to spare, in bits: two for 32 bytes, four for 64 and for 256.
  const spare = Buffer.from(signature, 'base64url').length === 32 ? 2 : 4
  for (let bits = 1; bits < 1 << spare; bits += 1) {
    spellings.push(again(signature.slice(0, -1) + alphabet[last ^ bits]))
  }
  if (decode(head)['alg'] === 'ES256') spellings.push(withOtherS(token))
  return spellings
}

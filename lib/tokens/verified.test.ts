import { setImmediate as pause } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { virtualClock, type VirtualClock } from '../kernel/clock.ts'
import { systemRandom } from '../kernel/random.ts'
import { openBackend, IN_MEMORY } from '../stores/open.ts'
import type { Signed, Tokens, VerifiedTokens } from './contract.ts'
import { createTokens } from './jwt.ts'
import { createKeyCache } from './key-cache.ts'
import { createKeyRing } from './key-ring.ts'
import { secretKey } from './key.ts'
import { createSealer } from './sealer.ts'
import { headerOf } from './signature.ts'
import { verifiedTokens } from './verified.ts'

/** What a cache of signatures must never do, each mistake planted and seen. */

const HOUR = 60 * 60 * 1000
const schema = z.object({ sub: z.string() })

interface Lab {
  clock: VirtualClock
  /** The tokens of a workspace and strategy, all in one process, each time as for one request. */
  tokens(place?: { audience?: string; issuer?: string; workspace?: string }): Tokens
  rotate(): Promise<void>
}

/** A cache in the place of the right one, or something in front of the tokens. */
interface Mistake {
  verified?: VerifiedTokens
  around?: (tokens: Tokens) => Tokens
}

async function lab({ verified = verifiedTokens(), around = (own) => own }: Mistake): Promise<Lab> {
  const clock = virtualClock()
  const backend = await openBackend(IN_MEMORY)
  const cache = createKeyCache()
  const times = { clockOffset: 0, createdAt: 0, lastUsedAt: 0 }
  for (const key of ['w', 'other'])
    await backend.workspaces.insert({ key, settings: '{}', ...times })
  const ring = (workspace: string) =>
    createKeyRing({
      name: workspace,
      store: () => backend.keys(workspace, 'one'),
      algorithm: 'HS256',
      lifetime: HOUR,
      clock,
      sealer: createSealer('the secret of these tests', systemRandom),
      random: systemRandom,
      cache,
    })
  return {
    clock,
    tokens: ({ audience = 'w', issuer = 'one', workspace = 'w' } = {}) =>
      around(createTokens({ ring: ring(workspace), issuer, audience, clock, verified })),
    rotate: () => ring('w').rotate(),
  }
}

const changed = (token: string, part: 0 | 1 | 2, to: (text: string) => string): string =>
  token
    .split('.')
    .map((text, index) => (index === part ? to(text) : text))
    .join('.')

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** What is wrong with a cache: none when it is right. */
async function faults(mistake: Mistake): Promise<string[]> {
  const found: string[] = []
  const { clock, tokens, rotate } = await lab(mistake)
  const isIn = async (token: string, place?: Parameters<Lab['tokens']>[0]) =>
    (await tokens(place).read('at+jwt', token, schema)).ok
  const demandRefused = async (what: string, reading: Promise<boolean>) => {
    if (await reading) found.push(what)
  }
  const demandAccepted = async (what: string, reading: Promise<boolean>) => {
    if (!(await reading)) found.push(`not ${what}`)
  }
  const claims = { sub: 'alice', jti: '1' }
  const token = await tokens().sign('at+jwt', claims, clock.now() + HOUR)
  // Seen twice: by now every cache knows it.
  for (let time = 0; time < 2; time += 1) expect(await isIn(token)).toBe(true)

  const body = encoded({
    ...claims,
    sub: 'admin',
    iss: 'one',
    aud: 'w',
    iat: 0,
    exp: 9_000_000_000,
  })
  await demandRefused('another body', isIn(changed(token, 1, () => body)))
  const mark = (text: string) => text.slice(0, -2) + (text.at(-2) === 'A' ? 'B' : 'A') + text.at(-1)
  await demandRefused('another signature', isIn(changed(token, 2, mark)))
  await demandRefused('no signature', isIn(changed(token, 2, () => '')))
  const header = { alg: 'none', typ: 'at+jwt', kid: headerOf(token)?.kid }
  await demandRefused('another header', isIn(changed(token, 0, () => encoded(header))))
  await demandRefused('another audience', isIn(token, { audience: 'other' }))
  await demandRefused('another issuer', isIn(token, { issuer: 'two' }))
  await demandRefused('another workspace', isIn(token, { workspace: 'other' }))
  const asOther = tokens().read('rt+jwt', token, schema)
  await demandRefused(
    'another type',
    asOther.then(({ ok }) => ok),
  )
  const wanting = tokens().read('at+jwt', token, z.object({ sub: z.literal('bob') }))
  await demandRefused(
    'other claims',
    wanting.then(({ ok }) => ok),
  )
  const late = await tokens().sign('at+jwt', claims, clock.now() + 2 * HOUR)
  await demandAccepted('a second one', isIn(late))
  clock.advance(HOUR)
  await demandRefused('expired', isIn(token))
  await demandAccepted('the one that lives', isIn(late))
  await rotate()
  await demandRefused('rotated', isIn(late))
  const fresh = await tokens().sign('at+jwt', claims, clock.now() + HOUR)
  await demandAccepted('a fresh one', isIn(fresh))
  await demandRefused('rotated, and another key is there', isIn(late))
  return found
}

/** A cache that goes by something else than the key and the whole token. */
function keyedBy(name: (token: string, kid: string) => string): VerifiedTokens {
  const all = new Map<string, Signed>()
  return {
    find: ({ kid }, token) => all.get(name(token, kid)),
    keep: ({ kid }, token, signed) => void all.set(name(token, kid), signed),
  }
}

/** Whole answers are remembered, and not signatures. */
function answering(name: (token: string, type: string) => string): (tokens: Tokens) => Tokens {
  const answers = new Map<string, unknown>()
  return (tokens) => ({
    ...tokens,
    async read(type, token, wanted, options) {
      const known = answers.get(name(token, type))
      const claims = known === undefined ? null : wanted.safeParse(known)
      if (claims?.success) return { ok: true, claims: claims.data }
      const reading = await tokens.read(type, token, wanted, options)
      if (reading.ok) answers.set(name(token, type), reading.claims)
      return reading
    },
  })
}

const part = (token: string, index: number) => token.split('.')[index] ?? ''

describe('a cache of signatures', () => {
  it('that is right answers for nothing else', async () => {
    expect(await faults({})).toEqual([])
  })

  const mistakes: [string, Mistake, string][] = [
    ['goes by the signature', { verified: keyedBy((token) => part(token, 2)) }, 'another body'],
    ['goes by the body', { verified: keyedBy((token) => part(token, 1)) }, 'no signature'],
    ['goes by the key', { verified: keyedBy((_, kid) => kid) }, 'another signature'],
    [
      'does not look at the end',
      { verified: keyedBy((token, kid) => kid + token.slice(0, -4)) },
      'another signature',
    ],
    ['answers for expiry', { around: answering((token) => token) }, 'expired'],
    ['answers for the type', { around: answering((token) => token) }, 'another type'],
    [
      'answers for the audience',
      { around: answering((token, type) => type + token) },
      'another audience',
    ],
    ['outlives its key', { around: answering((token, type) => type + token) }, 'rotated'],
  ]
  it.each(mistakes)('that %s is found', async (_, mistake, what) => {
    expect(await faults(mistake)).toContain(what)
  })

  it('keeps no more than it may, and what is used the longest', () => {
    const verified = verifiedTokens(1_000)
    const keys = ['one', 'two'].map(secretKey)
    const signed = { ok: true, typ: 'at+jwt', payload: null } as const
    const names = Array.from({ length: 200 }, (_, count) => `token ${1_000 + count}`)
    const used = 'x'.repeat(10)
    for (const [count, token] of names.entries()) {
      const key = keys[count % 2]
      if (!key) continue
      if (count === 0) verified.keep(key, used, signed)
      verified.keep(key, token, signed)
      expect(verified.find(key, token)).toBe(signed)
      const [first] = keys
      expect(first && verified.find(first, used)).toBe(signed)
    }
    const kept = names.filter((token) => keys.some((key) => verified.find(key, token)))
    expect(kept.join('').length).toBeLessThanOrEqual(1_000)
  })

  it('holds no key that nobody else holds, and nothing that it has verified', async () => {
    const verified = verifiedTokens()
    const seen = (() => {
      const key = secretKey('one')
      const payload = { sub: 'alice' }
      verified.keep(key, 'token', { ok: true, typ: 'at+jwt', payload })
      expect(verified.find(key, 'token')?.payload).toBe(payload)
      return [new WeakRef(key), new WeakRef(payload)]
    })()
    setFlagsFromString('--expose-gc')
    const collect = z.custom<() => void>((value) => typeof value === 'function')
    await pause()
    collect.parse(runInNewContext('gc'))()
    expect(seen.map((one) => one.deref())).toEqual([undefined, undefined])
    expect(verified.find(secretKey('one'), 'token')).toBeUndefined()
  })
})

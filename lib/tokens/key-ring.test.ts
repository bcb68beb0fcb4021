import { afterAll, describe, expect, it } from 'vitest'
import { virtualClock } from '../kernel/clock.ts'
import { isStoreUnavailable } from '../kernel/problem.ts'
import { systemRandom, type Random } from '../kernel/random.ts'
import { IN_MEMORY, openBackend } from '../stores/open.ts'
import { algorithms, type Algorithm } from './algorithms.ts'
import { createKeyCache, type KeyCache } from './key-cache.ts'
import { GRACE_MARGIN, createKeyRing } from './key-ring.ts'
import { newId } from './opaque.ts'
import { createSealer } from './sealer.ts'

const backend = await openBackend(IN_MEMORY)
afterAll(() => backend.close())

const SECRET = 'the secret of these tests'
const clock = virtualClock()
const HOUR = 60 * 60 * 1000

async function newWorkspace(): Promise<string> {
  const key = newId(systemRandom)
  const times = { clockOffset: 0, createdAt: 0, lastUsedAt: 0 }
  await backend.workspaces.insert({ key, settings: '{}', ...times })
  return key
}

function ringOf(
  workspace: string,
  algorithm: Algorithm = 'HS256',
  options: {
    strategy?: string
    secret?: string
    cache?: KeyCache
    lifetime?: number
    random?: Random
    /** How often somebody else throws away what was just made. */
    rotatedAfterAdding?: number
  } = {},
) {
  const { strategy = 'one', secret = SECRET, cache = createKeyCache() } = options
  const { lifetime = HOUR, random = systemRandom } = options
  let { rotatedAfterAdding = 0 } = options
  const store = backend.keys(workspace, strategy)
  return createKeyRing({
    name: `${workspace} ${strategy}`,
    store: () => ({
      ...store,
      async addIfAbsent(key) {
        await store.addIfAbsent(key)
        if ((rotatedAfterAdding -= 1) >= 0) await store.removeAll()
      },
    }),
    algorithm,
    lifetime,
    clock,
    sealer: createSealer(secret, systemRandom),
    random,
    cache,
  })
}

describe('the key ring', () => {
  it.each(algorithms)('makes its key for %s at the first use, and keeps it', async (algorithm) => {
    const workspace = await newWorkspace()
    const first = await ringOf(workspace, algorithm).current()
    expect(first.algorithm).toBe(algorithm)
    const again = await ringOf(workspace, algorithm).current()
    expect(again.kid).toBe(first.kid)
    expect(again.mac('text')).toBe(first.mac('text'))
    expect((await ringOf(workspace, algorithm).find(first.kid))?.kid).toBe(first.kid)
    expect(await ringOf(workspace, algorithm).find('another')).toBeNull()
  })

  it.each(algorithms)('has one key for %s when many first uses come at once', async (algorithm) => {
    const workspace = await newWorkspace()
    const keys = await Promise.all(
      Array.from({ length: 8 }, () => ringOf(workspace, algorithm).current()),
    )
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(1)
  })

  it('makes another key where it is rotated while its first one is made', async () => {
    const workspace = await newWorkspace()
    const ring = ringOf(workspace, 'HS256', {
      rotatedAfterAdding: 1,
    })
    const key = await ring.current()
    expect((await ringOf(workspace).current()).kid).toBe(key.kid)
    const restless = ringOf(await newWorkspace(), 'HS256', { rotatedAfterAdding: Infinity })
    await expect(restless.current()).rejects.toSatisfy(isStoreUnavailable)
  })

  it('keeps the keys of other algorithms, to verify with', async () => {
    const workspace = await newWorkspace()
    const before = await ringOf(workspace, 'HS256').current()
    const after = await ringOf(workspace, 'ES256').current()
    expect(after.kid).not.toBe(before.kid)
    const found = await ringOf(workspace, 'ES256').find(before.kid)
    expect(found?.algorithm).toBe('HS256')
    expect((await ringOf(workspace, 'HS256').current()).kid).toBe(before.kid)
  })

  it('forgets every key at a rotation', async () => {
    const workspace = await newWorkspace()
    const old = [
      await ringOf(workspace, 'HS256').current(),
      await ringOf(workspace, 'EdDSA').current(),
    ]
    const cache = createKeyCache()
    const warm = ringOf(workspace, 'HS256', { cache })
    expect(await warm.find(old[0]?.kid ?? '')).not.toBeNull()
    await ringOf(workspace, 'HS256').rotate()
    for (const { kid } of old) {
      expect(await ringOf(workspace, 'HS256', { cache }).find(kid), 'a cache keeps none').toBeNull()
    }
    const fresh = await ringOf(workspace, 'HS256', { cache }).current()
    expect(old.map(({ kid }) => kid)).not.toContain(fresh.kid)
    expect(old.map((key) => key.mac('x'))).not.toContain(fresh.mac('x'))
  })

  it('verifies with a retired key for as long as what it signed may live, and no longer', async () => {
    const workspace = await newWorkspace()
    const old = await ringOf(workspace).current()
    const secret = await ringOf(workspace).secret('x')
    await ringOf(workspace).retire()
    const fresh = await ringOf(workspace).current()
    expect(fresh.kid).not.toBe(old.kid)
    expect(await ringOf(workspace).secret('x')).not.toBe(secret)
    expect(await ringOf(workspace).secrets('x')).toEqual({ 1: secret, 2: fresh.mac('secret x') })
    clock.advance(HOUR + GRACE_MARGIN - 1)
    expect((await ringOf(workspace).find(old.kid))?.mac('x')).toBe(old.mac('x'))
    clock.advance(1)
    expect(await ringOf(workspace).find(old.kid)).toBeNull()
    expect(await ringOf(workspace).secrets('x')).toEqual({ 2: fresh.mac('secret x') })
    expect((await ringOf(workspace).current()).kid, 'the one in use has no end').toBe(fresh.kid)
    await ringOf(workspace).retire()
    expect((await backend.keys(workspace, 'one').list()).map(({ kid }) => kid)).toEqual([fresh.kid])
  })

  it('signs nothing anew for a request that was verified with a key that is gone', async () => {
    const workspace = await newWorkspace()
    const { kid } = await ringOf(workspace).current()
    await ringOf(workspace).retire()
    const request = ringOf(workspace)
    expect(await request.find(kid)).toBeTruthy()
    // Nothing signs after a routine rotation, until somebody needs it: here the emergency is faster.
    await backend.keys(workspace, 'one').removeAll()
    await expect(request.current()).rejects.toSatisfy(isStoreUnavailable)
    expect(await ringOf(workspace).find(kid)).toBeNull()
  })

  it('retires the keys of other algorithms too, and throws retired ones away', async () => {
    const workspace = await newWorkspace()
    const old = await ringOf(workspace, 'ES256').current()
    await ringOf(workspace, 'HS256').retire()
    expect((await ringOf(workspace, 'ES256').current()).kid).not.toBe(old.kid)
    expect(await ringOf(workspace).find(old.kid)).not.toBeNull()
    await ringOf(workspace).rotate()
    expect(await ringOf(workspace).find(old.kid)).toBeNull()
  })

  it('goes by the longest lifetime that was in force while a key signed', async () => {
    const workspace = await newWorkspace()
    const { kid } = await ringOf(workspace).current()
    await ringOf(workspace, 'HS256', { lifetime: 3 * HOUR }).current()
    await ringOf(workspace, 'HS256', { lifetime: 1 }).retire()
    clock.advance(3 * HOUR)
    expect(await ringOf(workspace).find(kid)).not.toBeNull()
    // Somebody who read the ring before was about to sign for longer.
    await backend.keys(workspace, 'one').lengthen(kid, 4 * HOUR + GRACE_MARGIN)
    clock.advance(HOUR)
    expect(await ringOf(workspace).find(kid)).not.toBeNull()
    clock.advance(GRACE_MARGIN)
    expect(await ringOf(workspace).find(kid)).toBeNull()
  })

  it('is its own in each workspace and for each strategy', async () => {
    const [one, two] = [await newWorkspace(), await newWorkspace()]
    const rings = [ringOf(one), ringOf(two), ringOf(one, 'HS256', { strategy: 'two' })]
    const keys = await Promise.all(rings.map((ring) => ring.current()))
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(3)
    expect(new Set(keys.map((key) => key.mac('x'))).size).toBe(3)
    await rings[0]?.rotate()
    expect(await ringOf(two).find(keys[1]?.kid ?? '')).not.toBeNull()
    expect(await rings[2]?.find(keys[2]?.kid ?? '')).not.toBeNull()
  })

  it('does not open a key that was copied from elsewhere, not even from its cache', async () => {
    const [one, two] = [await newWorkspace(), await newWorkspace()]
    const cache = createKeyCache()
    const key = await ringOf(one, 'HS256', { cache }).current()
    const [row] = await backend.keys(one, 'one').list()
    if (!row) throw new Error('the key is not kept')
    await backend.keys(two, 'one').addIfAbsent(row)
    await expect(ringOf(two, 'HS256', { cache }).find(key.kid)).rejects.toSatisfy(
      isStoreUnavailable,
    )
  })

  it('fails as an outage, and not as a refusal, under another secret', async () => {
    const workspace = await newWorkspace()
    const { kid } = await ringOf(workspace).current()
    const other = ringOf(workspace, 'HS256', { secret: 'another secret' })
    await expect(other.find(kid)).rejects.toSatisfy(isStoreUnavailable)
    await expect(other.current()).rejects.toSatisfy(isStoreUnavailable)
  })

  it('shows nothing of its keys where they are kept', async () => {
    const workspace = await newWorkspace()
    const secrets: Buffer[] = []
    const bytes = (length: number) => {
      const drawn = systemRandom.bytes(length)
      if (length === 32) secrets.push(Buffer.from(drawn))
      return drawn
    }
    await ringOf(workspace, 'HS256', { random: { bytes } }).current()
    expect(secrets).toHaveLength(2)
    const rows = JSON.stringify(await backend.keys(workspace, 'one').list())
    for (const encoding of ['base64url', 'base64', 'hex'] as const) {
      for (const secret of secrets) expect(rows).not.toContain(secret.toString(encoding))
    }
  })

  it('verifies with a public key alone, where there is one', async () => {
    for (const algorithm of ['ES256', 'EdDSA', 'RS256'] as const) {
      const { sign, verify } = await ringOf(await newWorkspace(), algorithm).current()
      expect(sign).toMatchObject({ type: 'private', extractable: false })
      expect(verify).toMatchObject({ type: 'public' })
    }
  })
})

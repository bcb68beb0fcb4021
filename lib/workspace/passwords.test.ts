import * as argon2 from '@node-rs/argon2'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createPasswords, isBusy } from './passwords.ts'

const load = vi.hoisted(() => ({ running: 0, most: 0 }))
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof argon2>()
  const counted = async <Result>(work: Promise<Result>): Promise<Result> => {
    load.running += 1
    load.most = Math.max(load.most, load.running)
    return work.finally(() => (load.running -= 1))
  }
  return {
    ...real,
    hash: vi.fn<typeof real.hash>((...given) => counted(real.hash(...given))),
    verify: vi.fn<typeof real.verify>((...given) => counted(real.verify(...given))),
  }
})

const me = { address: '192.0.2.1', workspace: 'mine', account: 'alice' }
const QUICK = { memoryCost: 8, timeCost: 1, parallelism: 1 }
beforeEach(() => {
  vi.mocked(argon2.verify).mockClear()
  load.most = 0
})

describe('passwords', () => {
  it('are hashed with Argon2id at the cost that OWASP asks for', async () => {
    const passwords = createPasswords('secret')
    const hash = await passwords.hash('a password', me)
    // Its decoy is hashed in passing: nothing of it may run on into the next test.
    await passwords.inTurn(me, (verify) => verify(null, ''))
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  it('are right or wrong, and never right for an unknown user', async () => {
    const passwords = createPasswords('secret', QUICK)
    const stored = await passwords.hash('right', me)
    const check = (hash: string | null, password: string) =>
      passwords.inTurn(me, (verify) => verify(hash, password))
    expect(await check(stored, 'right')).toBe(true)
    expect(await check(stored, 'wrong')).toBe(false)
    expect(await check(stored, '')).toBe(false)
    expect(await check(null, 'no account has this password')).toBe(false)
    expect(argon2.verify, 'an unknown user costs a hash as well').toHaveBeenCalledTimes(4)
    const costs = vi.mocked(argon2.verify).mock.calls.map(([hash]) => String(hash).split('$')[3])
    expect(new Set(costs).size).toBe(1)
  })

  it('are worked on two at a time at most, whatever comes', async () => {
    const passwords = createPasswords('secret', QUICK)
    const stored = await passwords.hash('right', me)
    load.most = 0
    await Promise.all([
      ...Array.from({ length: 20 }, () => passwords.hash('another', me)),
      ...Array.from({ length: 20 }, () =>
        passwords.inTurn(me, (verify) => verify(stored, 'right')),
      ),
    ])
    expect(load.most).toBe(2)
  })

  it('are checked one after the other, so that each sees what the one before counted', async () => {
    const passwords = createPasswords('secret', QUICK)
    let inside = 0
    const seen: number[] = []
    const turn = () =>
      passwords.inTurn(me, async (verify) => {
        inside += 1
        seen.push(inside)
        await verify(null, 'x')
        inside -= 1
      })
    await Promise.all(Array.from({ length: 10 }, turn))
    expect(new Set(seen)).toEqual(new Set([1]))
  })

  it('that are too many to wait for are refused at once, and the others are served', async () => {
    const passwords = createPasswords('secret', QUICK)
    const crowd = Promise.allSettled(
      Array.from({ length: 500 }, () => passwords.inTurn(me, (verify) => verify(null, 'x'))),
    )
    const served: string[] = []
    const one = (name: string, more: Partial<typeof me>) =>
      passwords.inTurn({ ...me, ...more }, async () => served.push(name))
    const others = [
      one('account', { account: 'bob' }),
      one('workspace', { workspace: 'yours' }),
      one('address', { address: '192.0.2.2' }),
    ]
    await Promise.all(others)
    expect(served.toSorted(), 'though the crowd still waits').toEqual([
      'account',
      'address',
      'workspace',
    ])
    const results = await crowd
    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused).toHaveLength(99)
    for (const { reason } of refused) expect(isBusy(reason)).toBe(true)
    expect(await passwords.inTurn(me, async () => 'free again')).toBe('free again')
  })

  it('free their turn when a task fails', async () => {
    const passwords = createPasswords('secret', QUICK)
    const fail = () => passwords.inTurn(me, () => Promise.reject(new Error('a store is away')))
    for (let count = 0; count < 5; count += 1)
      await expect(fail()).rejects.toThrow('a store is away')
    expect(await passwords.inTurn(me, async () => 'free')).toBe('free')
  })

  it('are suggested by workspace, name and version, and by the secret', () => {
    const one = createPasswords('secret', QUICK)
    const other = createPasswords('another secret', QUICK)
    const all = [
      one.suggest('w', 'alice', 0),
      one.suggest('w', 'alice', 1),
      one.suggest('w', 'bob', 0),
      one.suggest('v', 'alice', 0),
      other.suggest('w', 'alice', 0),
    ]
    expect(new Set(all).size).toBe(5)
    expect(one.suggest('w', 'alice', 0)).toBe(all[0])
    for (const text of all) expect(text).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
  })
})

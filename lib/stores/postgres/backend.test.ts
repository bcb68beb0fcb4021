import { inspect } from 'node:util'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findPostgres, startPostgres, type Postgres } from '../../../scripts/engines/postgres.ts'
import { systemClock } from '../../kernel/clock.ts'
import { isStoreUnavailable, isWorkspaceGone } from '../../kernel/problem.ts'
import { within } from '../conformance/turns.ts'
import type { LibrarySession } from '../contract.ts'
import { openPostgres, type PostgresPart } from './backend.ts'

/** What is special about this driver: a server of its own, and several who write there at once. */

const programs = findPostgres()
/** What a request may take, whatever the server does. Milliseconds. */
const BOUND = 2_000

describe.skipIf(programs === null)('PostgreSQL', () => {
  let server: Postgres
  let url: string
  let nodes: PostgresPart[]
  let beside: Client
  beforeAll(async () => {
    server = await startPostgres(programs ?? '')
    url = await server.newDatabase()
    nodes = await Promise.all([openPostgres(url), openPostgres(url), openPostgres(url)])
  })
  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.close()))
    await server[Symbol.asyncDispose]()
  })
  beforeEach(async () => {
    await one().removeIdleWorkspaces(Number.MAX_SAFE_INTEGER)
    beside = new Client(url)
    beside.on('error', () => undefined)
    await beside.connect()
  })
  afterEach(() => beside.end())

  const one = () => nodes[0] as PostgresPart
  const another = (index: number) => nodes[index % nodes.length] as PostgresPart
  const made = (key: string) =>
    one().workspaces.insert({ key, settings: '{}', clockOffset: 0, createdAt: 0, lastUsedAt: 0 })
  const alice = { username: 'alice', id: 'a', role: 'member', passwordHash: 'h' } as const
  const scope = { workspace: 'w', strategy: 's', clock: systemClock }
  const session = (token: string): LibrarySession => ({
    token,
    account: 'a',
    device: '',
    signedInAt: 0,
    expiresAt: Number.MAX_SAFE_INTEGER,
  })
  /** So many at once, spread over the nodes. */
  const atOnce = <Answer>(
    work: (node: PostgresPart, index: number) => Promise<Answer>,
    length = 20,
  ) => Promise.all(Array.from({ length }, (_, index) => work(another(index), index)))
  const withinBound = (asked: Promise<unknown>) =>
    within(BOUND, () => expect(asked).rejects.toSatisfy(isStoreUnavailable))

  it('makes one of twenty changes of one account', async () => {
    await made('w')
    await one().users('w').add(alice)
    const changes = await atOnce((node, index) => {
      const known = { username: 'alice', passwordVersion: 0 }
      return node.users('w').change(known, { passwordHash: `${index}` }, null)
    })
    expect(changes.filter(Boolean)).toHaveLength(1)
    expect(await one().users('w').named('alice')).toMatchObject({
      passwordHash: String(changes.indexOf(true)),
      passwordVersion: 1,
    })
  })

  it('lets one of twenty use a reset, and none whose account has changed', async () => {
    await made('w')
    await one().users('w').add(alice)
    const reset = { tokenHash: 't', now: 1 }
    await one().passwordResets('w').put({ username: 'alice', tokenHash: 't', expiresAt: 2 })
    const wrong = { username: 'alice', passwordVersion: 7, reset }
    expect(await one().users('w').change(wrong, { passwordHash: 'x' }, null)).toBe(false)
    const used = await atOnce((node) =>
      node.users('w').change({ username: 'alice', reset }, { passwordHash: 'x' }, null),
    )
    expect(used.filter(Boolean)).toHaveLength(1)
    expect(await one().passwordResets('w').find('t')).toMatchObject({ used: true })
  })

  it('numbers the keys of a ring one after the other', async () => {
    await made('w')
    await atOnce(async (node, index) => {
      const key = { kid: `${index}`, sealed: 'x', lifetime: 1, algorithm: 'HS256' } as const
      await node.keys('w', 's').addIfAbsent(key)
      await node.keys('w', 's').retire(5)
    })
    const numbers = (await one().keys('w', 's').list()).map(({ number }) => number)
    expect(numbers.length).toBeGreaterThan(0)
    expect(new Set(numbers).size).toBe(numbers.length)
  })

  it('grants nothing in the place of a session that is ended at the same time', async () => {
    await made('w')
    for (let round = 0; round < 10; round += 1) {
      await one()
        .stores.librarySessions(scope)
        .insert(session(`${round}`))
      await Promise.all([
        atOnce((node, index) =>
          node.stores
            .librarySessions(scope)
            .replace(`${round}`, session(`${round} ${index}`), 'this'),
        ),
        another(round).stores.librarySessions(scope).removeOf('a'),
        another(round + 1)
          .stores.librarySessions(scope)
          .removeOf(null),
      ])
      expect(await one().stores.librarySessions(scope).listOf('a')).toEqual([])
    }
  })

  it('keeps as many sessions as there is room for, whoever inserts them', async () => {
    await made('w')
    const room = { sessions: 3, usedSince: 0 }
    await atOnce((node, index) =>
      node.stores.librarySessions(scope).insert(session(`${index}`), room),
    )
    expect(await one().stores.librarySessions(scope).listOf('a')).toHaveLength(3)
  })

  it('removes a workspace while it is written to, and nobody waits for nobody', async () => {
    for (let round = 0; round < 5; round += 1) {
      await made('w')
      await one().users('w').add(alice)
      const asked = atOnce(async (node, index) => {
        const key = { kid: `${index}`, sealed: 'x', lifetime: 1, algorithm: 'HS256' } as const
        const works = [
          () => node.keys('w', `${index}`).addIfAbsent(key),
          () => node.keys('w', `${index - 1}`).removeAll(),
          () => node.users('w').change({ username: 'alice' }, { disabled: true }, event(index)),
          () => node.stores.librarySessions(scope).insert(session(`${index}`)),
          () => node.stores.librarySessions(scope).replace('0', session(`n${index}`), 'all'),
        ]
        const failures = works.map((work) =>
          work().then(
            () => null,
            (error: unknown) => error,
          ),
        )
        return Promise.all(failures)
        // Each does five: no more than there are connections for.
      }, 6)
      await another(round).removeWorkspace('w')
      const failures = (await asked).flat().filter((failure) => failure !== null)
      expect(failures.filter((failure) => !isWorkspaceGone(failure))).toEqual([])
      expect(await one().users('w').list()).toEqual([])
    }
  })

  it('answers within the bound while somebody holds what is asked for', async () => {
    await made('w')
    await beside.query('BEGIN; LOCK TABLE accounts, signing_keys IN ACCESS EXCLUSIVE MODE')
    const key = { kid: 'k', sealed: 'x', lifetime: 1, algorithm: 'HS256' } as const
    await Promise.all([
      withinBound(one().users('w').find('a')),
      withinBound(one().users('w').change(alice, { disabled: true }, null)),
      withinBound(one().keys('w', 's').addIfAbsent(key)),
      // More than there are connections.
      ...Array.from({ length: 20 }, () => withinBound(another(1).users('w').list())),
    ])
    await beside.query('ROLLBACK')
    expect(await one().users('w').find('a')).toBeNull()
    expect(await another(1).users('w').list()).toEqual([])
  })

  it('answers within the bound while the server stands still, and afterwards as before', async () => {
    await made('w')
    server.signal('SIGSTOP')
    try {
      await Promise.all([
        withinBound(one().workspaces.find('w')),
        withinBound(one().workspaces.changeSettings('w', () => 'x')),
        ...Array.from({ length: 20 }, () => withinBound(another(1).workspaces.count())),
      ])
      const said = await within(BOUND, () => another(2).unavailable())
      expect(said).toEqual(['database (it does not answer)'])
    } finally {
      server.signal('SIGCONT')
    }
    expect(await one().workspaces.find('w')).not.toBeNull()
    expect(await another(2).unavailable()).toEqual([])
  })

  it('finds the server again after its restart, in good order and after a power cut', async () => {
    await made('w')
    for (const mode of ['fast', 'immediate'] as const) {
      await server.stop(mode)
      for (const node of nodes) {
        await withinBound(node.workspaces.find('w'))
        await withinBound(node.workspaces.touch('w', 1))
        expect(await node.unavailable()).not.toEqual([])
      }
      await server.start()
      for (const node of nodes) expect(await node.workspaces.find('w')).not.toBeNull()
    }
  })

  it('says that it cannot be written, and connects again where it was cut off', async () => {
    const cutOff = () =>
      beside.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'logout-lab'`,
      )
    await one().workspaces.count()
    await beside.query(`ALTER ROLE lab SET default_transaction_read_only = on`)
    try {
      await cutOff()
      await expect.poll(() => one().unavailable()).toEqual(['database (it cannot be written)'])
    } finally {
      await beside.query(`SET default_transaction_read_only = off; ALTER ROLE lab RESET ALL`)
    }
    await cutOff()
    await expect.poll(() => one().unavailable()).toEqual([])
  })

  it('tells nobody what was to be written', async () => {
    await made('w')
    const row = session('a secret token')
    await one().stores.librarySessions(scope).insert(row)
    const again = one().stores.librarySessions(scope).insert(row)
    const failed = await again.catch((error: unknown) => inspect(error, { depth: 9 }))
    expect(failed).toContain('23505')
    expect(failed).not.toContain('secret')
    const node = await openPostgres(url)
    await node.close()
    const closed = node.stores.librarySessions(scope).find('a secret token')
    expect(await closed.catch((error: unknown) => inspect(error, { depth: 9 }))).not.toMatch(
      /secret|undefined/,
    )
  })

  it('finds nothing under a name that it cannot hold', async () => {
    await made('w')
    const { find, remove, extend, replace } = one().stores.librarySessions(scope)
    expect(await one().users('w').named('a\0')).toBeNull()
    expect(await one().users('w').find('a\0')).toBeNull()
    expect(await find('a\0')).toBeNull()
    expect(await remove('a\0')).toBe(false)
    expect(await replace('a\0', session('new'), 'this')).toBe(false)
    await extend('a\0', 5)
  })

  const event = (id: number) =>
    ({
      id: `${id}`,
      type: 'ban',
      account: 'a',
      username: 'alice',
      waiting: [],
      owner: null,
    }) as const
})

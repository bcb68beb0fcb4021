import { execFileSync } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { strategies } from '#lib/strategies/registry.ts'
import { Client, newLab, type Answer, type Lab } from './client.ts'
import { disturbed } from './disturbed.ts'
import { start, temporaryFolder } from './start.ts'

/** Something that befalls a database while a server runs on it, and ends by itself. */
interface Outage {
  begin(): void
  end(): void
}

type Disk = ReturnType<typeof disturbed>

/** A disk of its own that can be filled, where this process may have one. */
function smallDisk(path: string): { outage: Outage; unmount(): void } | null {
  const filler = `${path}/filler`
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', path], { stdio: 'ignore' })
  } catch {
    return null
  }
  const outage = {
    begin() {
      const file = openSync(filler, 'w')
      for (const size of [65_536, 4_096]) {
        try {
          for (;;) writeSync(file, Buffer.alloc(size))
        } catch {
          // It is full.
        }
      }
      closeSync(file)
    },
    end: () => rmSync(filler),
  }
  return { outage, unmount: () => void execFileSync('umount', ['--lazy', path]) }
}

function damage({ options, open }: Disk): Outage {
  let whole = Buffer.alloc(0)
  return {
    begin() {
      const database = open()
      database.pragma('wal_checkpoint(TRUNCATE)')
      database.close()
      whole = readFileSync(options.database)
      const file = openSync(options.database, 'r+')
      writeSync(file, Buffer.alloc(whole.length - 4_096, 0x5a), 0, null, 4_096)
      closeSync(file)
    },
    end: () => writeFileSync(options.database, whole),
  }
}

function lock({ open }: Disk): Outage {
  let database: ReturnType<Disk['open']> | undefined
  return {
    begin() {
      database = open()
      database.exec('BEGIN EXCLUSIVE')
    },
    end() {
      database?.exec('ROLLBACK')
      database?.close()
    },
  }
}

/** All that ends somebody's session, or changes what decides about it. */
async function revocations(
  lab: Lab,
  url: string,
  held: Client,
): Promise<[string, () => Promise<Answer>][]> {
  const operator = new Client(url, lab)
  const offer = await operator.call('POST', '/api/operator/users/bob/password-reset')
  const { token } = z.object({ token: z.string() }).parse(offer.body)
  const calls = [
    ['POST', 'users/bob/ban', {}],
    ['POST', 'users/bob/role', { role: 'admin' }],
    ['POST', 'users/bob/force-logout', {}],
    ['POST', 'users/bob/rekey', {}],
    ['POST', 'users/bob/password-reset', {}],
    ['DELETE', 'users/bob', {}],
    ['POST', 'rotate-keys', {}],
    ['POST', 'rotate-keys', { routine: true }],
    ['POST', 'logout-all-users', {}],
  ] as const
  const password = { current: lab.passwords['bob'], next: 'another password' }
  return [
    ['reset', () => operator.call('POST', '/api/password-reset', { token, next: 'one more' })],
    ['password', () => held.copy().under('cookie-session', 'POST', 'password', password)],
    ...calls.map(([method, path, body]): [string, () => Promise<Answer>] => [
      path,
      () => operator.call(method, `/api/operator/${path}`, body),
    ]),
  ]
}

const isOutage = ({ status, body, headers }: Answer) =>
  status === 503 &&
  headers.has('Retry-After') &&
  (body as { code: string }).code === 'store_unavailable'

const ofDisk: [string, RegExp, (disk: Disk, small: Outage | undefined) => Outage][] = [
  [
    'a full disk',
    /database \((its disk is full|its disk fails)\)/,
    (disk, small) => small ?? { begin: () => disk.begin('full'), end: disk.end },
  ],
  [
    'a read-only file',
    /database \(it cannot be written\)/,
    (disk) => ({ begin: () => disk.begin('read-only'), end: disk.end }),
  ],
  ['a damaged file', /database \(it (is damaged|does not answer)\)/, damage],
  ['a lock of another process', /database \(another process has locked it\)/, lock],
]

describe.each(ofDisk)('%s', (what, named, make) => {
  test('is an outage of what needs it, no refusal and no success, until it ends', async () => {
    using folder = temporaryFolder()
    const small = what === 'a full disk' ? smallDisk(folder.path) : null
    using cleanup = new DisposableStack()
    if (small) cleanup.defer(() => small.unmount())
    const disk = disturbed(folder.path)
    const outage = make(disk, small?.outage)
    await using server = await start(disk.options)
    const lab = await newLab(server.url)
    const held = new Map<string, Client>()
    for (const { id } of strategies) {
      const client = new Client(server.url, lab)
      expect((await client.logIn(id, 'bob')).status).toBe(200)
      held.set(id, client)
    }
    const [, bob] = [...held].find(([id]) => id === 'cookie-session') ?? []
    if (!bob) throw new Error('nobody is signed in')
    const anybody = new Client(server.url)
    const ready = () => anybody.call('GET', '/readyz')
    expect((await ready()).status).toBe(200)

    const calls = await revocations(lab, server.url, bob)

    outage.begin()
    await expect.poll(async () => (await ready()).status, { timeout: 60_000 }).toBe(503)
    const silent = await ready()
    expect(isOutage(silent)).toBe(true)
    expect((silent.body as { detail: string }).detail).toMatch(named)
    const order: string[] = []
    const note = async (name: string, answer: Promise<Answer>) => {
      const { status } = await answer
      order.push(name)
      return status
    }
    await new Promise((resolve) => setTimeout(resolve, 600))
    const made = note('workspace', anybody.call('POST', '/api/workspaces', {}))
    expect(await note('healthz', anybody.call('GET', '/healthz'))).toBe(200)
    expect(await made).toBe(503)
    // Nobody stands still while the lock is waited for.
    if (what.startsWith('a lock')) expect(order).toEqual(['healthz', 'workspace'])
    const acknowledged: string[] = []
    for (const [name, ask] of calls) {
      const began = performance.now()
      const answer = await ask()
      // Another process may hold its lock for ten seconds.
      expect(performance.now() - began, name).toBeLessThan(8_000)
      if (answer.status < 300 && what === 'a damaged file') acknowledged.push(name)
      else expect(isOutage(answer), `${name} answered ${answer.status}`).toBe(true)
    }
    for (const [id, client] of held) {
      const { status } = await client.copy().under(id, 'GET', 'me')
      if (acknowledged.length === 0) expect([200, 503], id).toContain(status)
    }

    outage.end()
    await expect.poll(async () => (await ready()).status, { timeout: 60_000 }).toBe(200)
    if (acknowledged.length === 0) {
      for (const [id, client] of held) {
        const { status } = await client.copy().under(id, 'GET', 'me')
        expect(status, `${id} afterwards`).toBe(200)
      }
    }
    const ban = await new Client(server.url, lab).call('POST', '/api/operator/users/bob/ban')
    expect(ban.status).toBe(acknowledged.includes('users/bob') ? 404 : 200)
    for (const { id, promises } of strategies) {
      if (promises.ban.stops !== 'at-once') continue
      const { status } = (await held.get(id)?.copy().under(id, 'GET', 'me')) ?? {}
      expect(status, `${id} after the ban`).toBe(401)
    }
  })
})

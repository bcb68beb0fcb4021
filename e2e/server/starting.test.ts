import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import Driver from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { Client, newLab } from './client.ts'
import { start, startInVain, temporaryFolder } from './start.ts'

/** Puts something wrong into a folder, and answers the database to start on, or more. */
type Wrong = (folder: string) => { database: string; env?: Record<string, string> }

const inFolder = (folder: string) => ({ database: `${folder}/lab.db` })
const wrong: [string, RegExp, Wrong][] = [
  ['a folder', /^DATABASE_URL names no file/, (folder) => ({ database: folder })],
  [
    'a file below a file',
    /^DATABASE_URL names no file/,
    (folder) => {
      writeFileSync(`${folder}/file`, '')
      return { database: `${folder}/file/lab.db` }
    },
  ],
  [
    'a place where no folder can be made',
    /^DATABASE_URL names no file/,
    () => ({ database: '/proc/lab/deep/er/lab.db' }),
  ],
  [
    'what is no database',
    /^DATABASE_URL names no file/,
    (folder) => {
      writeFileSync(`${folder}/lab.db`, 'this is not a database, and long enough '.repeat(30))
      return inFolder(folder)
    },
  ],
  [
    'a database of something else',
    /^DATABASE_URL names no file .*: it holds tables of something else: name a new database$/,
    (folder) => {
      const file = inFolder(folder)
      new Driver(file.database).exec('CREATE TABLE notes (line text)').close()
      return file
    },
  ],
  [
    'a secret that is none',
    /^LAB_SECRET is unset, and lab\.secret .* does not hold a secret/,
    (folder) => {
      writeFileSync(`${folder}/lab.secret`, 'too short')
      return inFolder(folder)
    },
  ],
  [
    'a secret that cannot be read',
    /^LAB_SECRET is unset, and lab\.secret .* cannot be used: EISDIR/,
    (folder) => {
      mkdirSync(`${folder}/lab.secret`)
      return inFolder(folder)
    },
  ],
]

test.concurrent.each(wrong)('stops in one line before %s', async (_, line, make) => {
  using folder = temporaryFolder()
  const { code, logs } = await startInVain(make(folder.path))
  expect({ code, logs }).toEqual({ code: 1, logs: [expect.stringMatching(line)] })
})

describe('a database that was in use', () => {
  /** Somebody signs in, is robbed, signs out; then the server is stopped in order. */
  async function used(folder: string) {
    const server = await start(inFolder(folder))
    const lab = await newLab(server.url)
    const thieves: [string, Client][] = []
    for (const strategy of ['cookie-session', 'jwt-blocklist', 'jwt-refresh-rotation']) {
      const client = new Client(server.url, lab)
      expect((await client.logIn(strategy)).status).toBe(200)
      thieves.push([strategy, client.copy()])
      const out = await client.under(strategy, 'POST', 'logout', { scope: 'all' })
      expect(out.status).toBe(200)
    }
    expect(await server.stop()).toBe(0)
    return thieves
  }

  test('rests in one file: restored from it alone, it knows what was revoked', async () => {
    using folder = temporaryFolder()
    using elsewhere = temporaryFolder()
    const thieves = await used(folder.path)
    for (const name of ['lab.db', 'lab.secret']) {
      cpSync(`${folder.path}/${name}`, `${elsewhere.path}/${name}`)
    }
    await using server = await start(inFolder(elsewhere.path))
    for (const [strategy, thief] of thieves) {
      const path = strategy === 'jwt-refresh-rotation' ? 'refresh' : 'me'
      const method = path === 'me' ? 'GET' : 'POST'
      const body = path === 'me' ? undefined : {}
      const refusal = await thief.copy(server.url).under(strategy, method, path, body)
      expect(refusal.status, strategy).toBe(401)
      expect(refusal.body, strategy).toMatchObject({ code: 'revoked' })
    }
  })

  test('is not opened without its secret, with another one, or damaged', async () => {
    using folder = temporaryFolder()
    await used(folder.path)
    const secret = readFileSync(`${folder.path}/lab.secret`)
    rmSync(`${folder.path}/lab.secret`)
    const lost = await startInVain(inFolder(folder.path))
    expect(lost.logs).toEqual([
      expect.stringMatching(/^LAB_SECRET is unset, and lab\.secret .* is gone, .*: give /),
    ])
    const env = { LAB_SECRET: 'another secret, which is as long as it has to be' }
    const another = await startInVain({ ...inFolder(folder.path), env })
    expect(another.logs).toEqual([expect.stringMatching(/^LAB_SECRET is not .*: give back/)])
    writeFileSync(`${folder.path}/lab.secret`, secret)
    const whole = readFileSync(`${folder.path}/lab.db`)
    writeFileSync(`${folder.path}/lab.db`, Buffer.from(whole).fill(0x5a, 8_192))
    const damaged = await startInVain(inFolder(folder.path))
    expect(damaged.logs).toEqual([expect.stringMatching(/^DATABASE_URL names /)])
    expect([lost.code, another.code, damaged.code]).toEqual([1, 1, 1])
    writeFileSync(`${folder.path}/lab.db`, whole)
    await using server = await start(inFolder(folder.path))
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  })
})

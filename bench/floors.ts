import { createHash, createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'
import Driver from 'better-sqlite3'
import { jwtVerify, SignJWT } from 'jose'
import type { Subject } from './rounds.ts'

/** What cannot be done without: the MAC of a token, and the hash and the row of a session. */

const CALLS = 100

/** @param token whose length is that of the lab's own */
export async function floors(folder: string, token: string) {
  const key = createSecretKey(randomBytes(32))
  const text = token.slice(0, token.lastIndexOf('.'))
  const mac = createHmac('sha256', key).update(text).digest()

  const sqlite = new Driver(join(folder, 'floor.db'))
  sqlite.pragma('journal_mode = WAL')
  sqlite.exec('CREATE TABLE s (id TEXT PRIMARY KEY, hash TEXT, account TEXT, at INTEGER)')
  const insert = sqlite.prepare('INSERT INTO s VALUES (?, ?, ?, ?)')
  for (let count = 0; count < 1_000; count += 1) insert.run(`session ${count}`, 'h', 'alice', count)
  const read = sqlite.prepare('SELECT * FROM s WHERE id = ?')
  const secret = randomBytes(32).toString('base64url')

  const subjects: Subject[] = [
    {
      name: 'HMAC-SHA256 and compare',
      kind: 'floor',
      calls: CALLS,
      call: () => timingSafeEqual(createHmac('sha256', key).update(text).digest(), mac),
    },
    {
      name: 'SHA-256 and a prepared read',
      kind: 'floor',
      calls: CALLS,
      call() {
        createHash('sha256').update(secret).digest('base64url')
        return read.get('session 500')
      },
    },
    { name: 'a prepared read', kind: 'floor', calls: CALLS, call: () => read.get('session 500') },
  ]
  return { subjects: [...subjects, await joseAlone(token)], close: () => sqlite.close() }
}

/** The library that has the algorithms with a pair of keys here, with a key that was imported once. */
async function joseAlone(like: string): Promise<Subject> {
  const jwk = { kty: 'oct', k: randomBytes(32).toString('base64url') }
  const key = await crypto.subtle.importKey('jwk', jwk, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ])
  const sign = async (_: unknown, count: number) =>
    new SignJWT({ text: 'x'.repeat(Math.max(0, like.length / 2 - 120)), count })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .setIssuer('bench')
      .setAudience('bench')
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(key)
  const rules = { algorithms: ['HS256'], issuer: 'bench', audience: 'bench', typ: 'at+jwt' }
  return {
    name: 'jose alone, a new one',
    kind: 'floor',
    calls: 100,
    given: (calls) => Promise.all(Array.from({ length: calls }, sign)),
    call: (token) => jwtVerify(token as string, key, rules),
  }
}

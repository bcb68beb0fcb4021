// Loaded into a server under test before anything else (`node --import`), and by nothing else: its
// clock shows what a file says, and its passwords can be read back by who tests it.
import { openSync, readSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setTimeout as pause } from 'node:timers/promises'
import type * as Argon2 from '@node-rs/argon2'
import { hashOf } from './passwords.ts'

const file = openSync(process.env['LAB_TEST_CLOCK'] ?? '', 'r')
const bytes = Buffer.alloc(8)

function now(): number {
  readSync(file, bytes, 0, 8, 0)
  return bytes.readDoubleLE()
}

Date.now = now
globalThis.Date = new Proxy(Date, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length > 0 ? given : [now()], newTarget) as Date,
})

const argon2 = createRequire(import.meta.url)('@node-rs/argon2') as {
  -readonly [Name in 'hash' | 'verify']: (typeof Argon2)[Name]
}

/** As long as the real ones take, without their work: that is when other things happen. */
const HASHING = 30

argon2.hash = async (password) => {
  await pause(HASHING)
  return hashOf(String(password))
}
argon2.verify = async (stored, password) => {
  await pause(HASHING)
  return String(stored) === hashOf(String(password))
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { keptSecret } from './secret-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'lab-secret-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the secret file', () => {
  it('is made once, with 256 random bits, for its owner alone', () => {
    const path = join(folder, 'once', 'lab.secret')
    const secret = keptSecret(path)
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    expect(keptSecret(path)).toBe(secret)
    expect(readFileSync(path, 'utf8')).toBe(secret)
    expect(statSync(path).mode & 0o077).toBe(0)
    expect(readdirSync(join(folder, 'once')), 'no draft is left').toEqual(['lab.secret'])
  })

  it('is the same for all processes that start at once', async () => {
    const path = join(folder, 'many', 'lab.secret')
    const source = fileURLToPath(new URL('secret-file.ts', import.meta.url))
    const program = `
      import { keptSecret } from ${JSON.stringify(source)}
      process.stdout.write(keptSecret(${JSON.stringify(path)}))
    `
    const starts = Array.from({ length: 6 }, async () => {
      const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program])
      let told = ''
      child.stdout.on('data', (text) => (told += String(text)))
      await once(child, 'close')
      return told
    })
    const secrets = new Set(await Promise.all(starts))
    expect(secrets).toEqual(new Set([readFileSync(path, 'utf8')]))
    expect([...secrets][0]).toMatch(/^[\w-]{43}$/)
  })

  it.each([[''], ['too short'], ['\u0000'.repeat(43)]])(
    'is never taken from a file that holds %j',
    (content) => {
      const path = join(folder, 'damaged.secret')
      writeFileSync(path, content)
      expect(() => keptSecret(path)).toThrow(/does not hold a secret/)
    },
  )
})

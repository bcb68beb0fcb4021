// The server that the browser tests run against: the built one, on any free port, on a database of
// its own that goes when it does.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'logout-lab-e2e-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

Object.assign(process.env, {
  PORT: '0',
  HOST: '127.0.0.1',
  DATABASE_URL: `file:${join(folder, 'lab.db')}`,
  LAB_DIST_DIR: '.next-test',
})

await import('../server.ts')

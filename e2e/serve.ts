// The server that the browser tests run against: the built one, on any free port, on a database of
// its own that goes when it does.
import { mkdirSync, rmSync } from 'node:fs'
import { databaseFile, reportsFolder, runFolder } from './run-folder.ts'

const folder = runFolder()
mkdirSync(folder, { recursive: true, mode: 0o700 })
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

Object.assign(process.env, {
  PORT: '0',
  HOST: '127.0.0.1',
  DATABASE_URL: `file:${databaseFile()}`,
  LAB_DIST_DIR: '.next-test',
  // Not the runs of this checkout: what the pages show of one is a test's to say.
  LAB_REPORTS: reportsFolder(),
  // A run makes two workspaces for each attack on each strategy, all from one address, and some of
  // the attacks knock with passwords that are wrong. The limits have tests of their own.
  LAB_LIMIT_ADDRESS_WORKSPACES: '1000000',
  LAB_LIMIT_ADDRESS_FAILURES: '1000000',
})

await import('../server.ts')

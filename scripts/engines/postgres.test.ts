import { spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { expect, it } from 'vitest'
import { findPostgres, startPostgres } from './postgres.ts'

const programs = findPostgres()
/** Nothing to start, or nowhere to look: what becomes of processes is read in /proc. */
const cannotLook = !programs || process.platform !== 'linux'
const starter = `
  import { startPostgres } from './scripts/engines/postgres.ts'
  const server = await startPostgres(process.argv[1])
  await server.stop('immediate')
  await server.start()
  console.log(server.pid(), new URL(server.url()).searchParams.get('host'))
  setInterval(() => {}, 1_000)
`

// Linux tells of processes by files.
it.skipIf(cannotLook)('a server is not root’s, and ends with whoever is killed', async () => {
  const args = ['--input-type=module', '--eval', starter, programs ?? '']
  const owner = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const said = await createInterface(owner.stdout)[Symbol.asyncIterator]().next()
  // One that could not start it ends without a word.
  if (said.done) throw new Error('no server was started')
  const [pid = '', folder = ''] = said.value.split(' ')
  expect(statSync(`/proc/${pid}`).uid).not.toBe(0)
  expect(existsSync(`${folder}/.s.PGSQL.5432`)).toBe(true)
  // Nor does it have to be running.
  process.kill(Number(pid), 'SIGSTOP')
  owner.kill('SIGKILL')
  while (isRunning(pid)) await pause(20)
  while (existsSync(folder)) await pause(20)
})

it.skipIf(cannotLook)(
  'a server that stood still goes on as a whole, whoever of it has ended meanwhile',
  async () => {
    await using server = await startPostgres(programs ?? '')
    const connected = async () => {
      const client = new Client(server.url())
      client.on('error', () => undefined)
      await client.connect()
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      return { client, pid: rows[0]?.pid ?? 0 }
    }
    // So many that the main process collects the first before the last has been told to go on.
    const ending = await Promise.all(Array.from({ length: 60 }, connected))
    const last = await connected()
    server.signal('SIGSTOP')
    for (const { pid } of ending) {
      process.kill(pid, 'SIGTERM')
      process.kill(pid, 'SIGCONT')
    }
    while (!ending.every(({ pid }) => / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')))) {
      await pause(5)
    }
    server.signal('SIGCONT')
    expect((await last.client.query('SELECT 1')).rowCount).toBe(1)
    await last.client.end()
    await Promise.all(ending.map(({ client }) => client.end()))
  },
)

/** Where nobody collects the ended, they stay in the list of processes. */
function isRunning(pid: string): boolean {
  try {
    return !/ Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

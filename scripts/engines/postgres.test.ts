import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { findPostgres } from './postgres.ts'

const programs = findPostgres()
const starter = `
  import { startPostgres } from './scripts/engines/postgres.ts'
  const server = await startPostgres(process.argv[1])
  await server.stop('immediate')
  await server.start()
  console.log(server.pid(), new URL(server.url()).searchParams.get('host'))
  setInterval(() => {}, 1_000)
`

// Linux tells of processes by files.
it.skipIf(!programs || process.platform !== 'linux')(
  'a server is not root’s, and ends with whoever is killed',
  async () => {
    const args = ['--input-type=module', '--eval', starter, programs ?? '']
    const owner = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = (await once(createInterface(owner.stdout), 'line')) as [string]
    const [pid = '', folder = ''] = line.split(' ')
    expect(statSync(`/proc/${pid}`).uid).not.toBe(0)
    expect(existsSync(`${folder}/.s.PGSQL.5432`)).toBe(true)
    // Nor does it have to be running.
    process.kill(Number(pid), 'SIGSTOP')
    owner.kill('SIGKILL')
    while (isRunning(pid)) await pause(20)
    while (existsSync(folder)) await pause(20)
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

// PostgreSQL servers for tests and for trying: each in a folder of its own, on a socket in that folder
// and on no port, and gone with whoever started it. One that was here before is never met.
import { execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readFileSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { findExecutable, findOrInstall } from './find.ts'

/** The oldest that the lab supports. */
const OLDEST = 15
/** How long a server may take to start, on a machine that is busy. Seconds. */
const STARTS_WITHIN = 60
/** Its only user, and its first database. */
const USER = 'lab'
const FIRST = 'postgres'

export interface Postgres extends AsyncDisposable {
  /** The address of one of its databases, as `DATABASE_URL` has it. */
  url(database?: string): string
  /** Makes an empty one, and answers its address. */
  newDatabase(): Promise<string>
  /** Its main process. */
  pid(): number
  /** Sends a signal to all of its processes. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void
  /** Ends the server and keeps its data: in good order, or as at a power cut. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>
  /** Starts it on the same data, at the same address. */
  start(): Promise<void>
}

/** The folder of its programs; null where there is none that is new enough. */
export function findPostgres(): string | null {
  const isNewEnough = (path: string) => existsSync(path) && versionIn(folderOf(path)) >= OLDEST
  const found = findExecutable(['initdb'], isNewEnough)
  return found && folderOf(found)
}

/** Finds one, or installs Debian's: null where that cannot be. */
export const ensurePostgres = (): Promise<string | null> =>
  findOrInstall(findPostgres, 'postgresql')

export const noPostgres = `No PostgreSQL ${OLDEST} for the tests, so what needs one is skipped: install postgresql`

/** A link to one of its programs lies beside none of the others. */
const folderOf = (program: string) => dirname(realpathSync(program))

function versionIn(folder: string): number {
  const { stdout } = spawnSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' })
  return Number(/\(PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1] ?? 0)
}

/** PostgreSQL will not run as root: then another user runs it, who owns its folder. */
function otherUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: string, name: string) => spawnSync('id', [flag, name], { encoding: 'utf8' })
  const name = ['postgres', 'nobody'].find((one) => idOf('-u', one).status === 0)
  if (!name) throw new Error('PostgreSQL does not run as root, and there is no other user')
  return { uid: Number(idOf('-u', name).stdout), gid: Number(idOf('-g', name).stdout) }
}

/** Stops a process that nobody collects meanwhile; it has ended, or stands still, when this is done. */
function stopped(pid: number): void {
  process.kill(pid, 'SIGSTOP')
  while (!/\) [TZ] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')));
}

/**
 * Waits until its input ends, as it does with the process that holds the other end of it. A server that
 * was stopped would not hear that it is to end.
 */
const guardian = `cat >/dev/null
main=$(head -n 1 "$1/data/postmaster.pid")
kill -CONT $main $(cat /proc/$main/task/$main/children)
"$0/pg_ctl" -D "$1/data" -m immediate stop
rm -rf "$1"`

/**
 * Starts a server of its own. It ends with this process, however that comes, and leaves nothing.
 * What it commits survives its own crash, and not that of the machine: that would cost time.
 * @throws when it does not start, with what it said
 */
export async function startPostgres(programs: string): Promise<Postgres> {
  const user = otherUser()
  const folder = mkdtempSync(join(tmpdir(), 'logout-lab-postgres-'))
  if (user) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const where = { cwd: folder, ...user }
  const guard = spawn('sh', ['-c', guardian, programs, folder], {
    ...where,
    // A group of its own: an interrupt at the terminal is not for it.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.unref()
  const call = (program: string, ...args: string[]) =>
    promisify(execFile)(join(programs, program), args, where)

  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    'shared_buffers=32MB',
    'fsync=off',
    'full_page_writes=off',
  ]
  const options = settings.map((setting) => `-c ${setting}`).join(' ')
  let databases = 0
  const postgres: Postgres = {
    url: (database = FIRST) =>
      `postgres://${USER}@localhost/${database}?host=${encodeURIComponent(folder)}`,
    async newDatabase() {
      const name = `lab_${(databases += 1)}`
      await call('createdb', '-h', folder, '-U', USER, name)
      return postgres.url(name)
    },
    pid: () => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]),
    signal(signal) {
      const main = postgres.pid()
      // The main one starts the others and collects those that have ended: while it stands still, the
      // list of them is the truth. Whoever was left stopped would never say goodbye to its client.
      if (signal === 'SIGSTOP') stopped(main)
      const children = readFileSync(`/proc/${main}/task/${main}/children`, 'utf8').match(/\d+/g)
      for (const pid of children ?? []) {
        if (signal === 'SIGSTOP') stopped(Number(pid))
        else process.kill(Number(pid), signal)
      }
      if (signal === 'SIGCONT') process.kill(main, signal)
    },
    async start() {
      const log = join(folder, 'log')
      const wait = ['-w', '-t', String(STARTS_WITHIN)]
      await call('pg_ctl', '-D', data, '-l', log, ...wait, '-o', options, 'start').catch(
        (error: unknown) => {
          throw new Error(readFileSync(log, 'utf8'), { cause: error })
        },
      )
    },
    async stop(mode = 'fast') {
      await call('pg_ctl', '-D', data, '-w', '-m', mode, 'stop')
    },
    async [Symbol.asyncDispose]() {
      if (guard.exitCode !== null) return
      guard.ref()
      guard.stdin.end()
      await once(guard, 'exit')
    },
  }
  try {
    const format = ['--encoding=UTF8', '--locale=C', '--auth=trust', '--no-instructions']
    await call('initdb', '-D', data, '-U', USER, ...format, '--no-sync')
    await postgres.start()
    return postgres
  } catch (error) {
    await postgres[Symbol.asyncDispose]()
    throw error
  }
}

let shared: Promise<Postgres> | undefined

/** One for all tests of a process, which goes with the process. @throws where there is none */
export function sharedPostgres(): Promise<Postgres> {
  const programs = findPostgres()
  if (programs === null) throw new Error(noPostgres)
  return (shared ??= startPostgres(programs))
}

if (import.meta.main) {
  const found = await ensurePostgres()
  console[found === null ? 'error' : 'log'](found ?? noPostgres)
  process.exitCode = found === null ? 1 : 0
}

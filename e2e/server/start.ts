// Starts the built server for a test, as a process of its own: it can be killed, restarted on the
// same database, and asked what it printed.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { envNames } from '#lib/env.ts'

export interface StartOptions {
  /** Beside a free port and the database. */
  env?: Record<string, string>
  /** A database file to go on with; without it the server gets a new one, which goes with it. */
  database?: string
}

export interface Running extends AsyncDisposable {
  url: string
  pid: number
  /** The lines that it has printed so far, on both streams. */
  logs: string[]
  /** The power cut. */
  kill9(): Promise<void>
  /** The orderly end: its exit code. */
  stop(): Promise<number | null>
}

/** A folder for databases that outlive their server. */
export function temporaryFolder(): Disposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), 'logout-lab-server-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

function launch({ env = {}, database }: StartOptions) {
  const folder = database ? undefined : temporaryFolder()
  const inherited = Object.entries(process.env).filter(([name]) => !envNames.includes(name))
  const child = spawn(process.execPath, ['server.ts'], {
    cwd: root,
    env: {
      ...Object.fromEntries(inherited),
      NODE_ENV: 'production',
      PORT: '0',
      DATABASE_URL: `file:${database ?? join(folder?.path ?? '', 'lab.db')}`,
      LAB_DIST_DIR: '.next-test',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const logs: string[] = []
  const listeners = new Set<(line: string) => void>()
  for (const stream of [child.stdout, child.stderr]) {
    let rest = ''
    stream.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      logs.push(...lines)
      for (const line of lines) for (const listener of listeners) listener(line)
    })
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      running.delete(child)
      folder?.[Symbol.dispose]()
      resolve(code)
    })
  })
  return { child, logs, listeners, ended }
}

/** @throws with what it printed, when it ends before it is ready */
export async function start(options: StartOptions = {}): Promise<Running> {
  const { child, logs, listeners, ended } = launch(options)
  const ready = new Promise<string>((resolve) => {
    listeners.add((line) => {
      const url = /^Logout Lab is at (\S+)$/.exec(line)?.[1]
      if (url) resolve(url)
    })
  })
  const url = await Promise.race([ready, ended])
  if (typeof url !== 'string') throw new Error(`The server did not start:\n${logs.join('\n')}`)
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  return {
    url,
    pid: child.pid ?? 0,
    logs,
    async kill9() {
      await end('SIGKILL')
    },
    stop: () => end('SIGTERM'),
    async [Symbol.asyncDispose]() {
      await end('SIGKILL')
    },
  }
}

/** For a server that must refuse to start: its exit code and what it said. */
export async function startInVain(options: StartOptions) {
  const { child, logs, ended } = launch(options)
  const limit = setTimeout(() => child.kill('SIGKILL'), 300_000)
  const code = await ended
  clearTimeout(limit)
  return { code, logs }
}

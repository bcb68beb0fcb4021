import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** The Node that the lockfile brings, whatever this script happens to run under. */
export const runtime = join(
  root,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

/** @typedef {{ code: number, output: string, seconds: number }} Finished */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()
process.once('exit', () => {
  for (const child of running) child.kill()
})

/**
 * Runs a command to its end and keeps what it said.
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string | undefined>} [env] beside the environment of this process
 * @returns {Promise<Finished>}
 */
export function run(command, args, env = {}) {
  const began = performance.now()
  return new Promise((resolve) => {
    let output = ''
    /** @param {number} code */
    const finish = (code) => {
      running.delete(child)
      resolve({ code, output, seconds: (performance.now() - began) / 1000 })
    }
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      // npm is a batch file there, which needs a shell.
      shell: process.platform === 'win32' && command === 'npm',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += String(text)))
    }
    child.once('error', (error) => {
      output += error.message
      finish(1)
    })
    child.once('close', (code) => finish(code ?? 1))
  })
}

const forwarded = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * Runs a command in this one's place: same terminal, same signals, same end.
 * @param {string[]} args of the runtime
 * @param {Record<string, string | undefined>} [env]
 * @returns {Promise<number>} its exit code
 */
export function become(args, env = {}) {
  return new Promise((resolve, reject) => {
    // The channel tells the child that this process has gone, even when it was killed outright.
    const child = spawn(runtime, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    })
    for (const signal of forwarded) process.on(signal, () => child.kill(signal))
    endWithNpm(() => child.kill('SIGTERM'))
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/**
 * npm signals the shell between it and this process, which dies without a word, and an npm that is
 * killed outright signals nobody. What can be seen is that this process, or that shell, is then
 * somebody else's child.
 * @param {() => void} end
 */
function endWithNpm(end) {
  if (!process.env['npm_lifecycle_event']) return
  const parents = () => `${process.ppid} ${parentOf(process.ppid)}`
  const born = parents()
  setInterval(() => {
    if (parents() !== born) end()
  }, 500).unref()
}

/**
 * The parent of another process, where the system has a file that tells it.
 * @param {number} pid
 */
function parentOf(pid) {
  try {
    return /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? null
  } catch {
    return null
  }
}

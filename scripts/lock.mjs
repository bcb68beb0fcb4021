// One of several commands does a piece of work, the others wait for it: `npm run demo` and
// `npm test`, started together in a fresh clone, install once.
import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

const POLL = 200
const PATIENCE = 10 * 60_000

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Not ours to signal, but there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * The process that holds the lock, or null.
 * @param {string} file
 */
function holder(file) {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/**
 * Takes the lock if nobody has it. The file appears with its content, never empty.
 * @param {string} file
 */
function take(file) {
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, String(process.pid))
  try {
    linkSync(mine, file)
    return true
  } catch {
    return false
  } finally {
    unlinkSync(mine)
  }
}

/**
 * Removes the lock of a process that is gone. Of several that try, one succeeds; and if the lock
 * changed hands in between, its new owner gets it back.
 * @param {string} file
 * @param {number} dead
 */
function clear(file, dead) {
  const aside = `${file}.${process.pid}.stale`
  try {
    renameSync(file, aside)
    if (holder(aside) !== dead) linkSync(aside, file)
    unlinkSync(aside)
  } catch {
    // Somebody else was faster.
  }
}

/**
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {(pid: number) => void} [onWait] told once, when another process has the lock
 * @returns {Promise<T>}
 */
export async function withLock(file, work, onWait = () => {}) {
  const deadline = Date.now() + PATIENCE
  let told = false
  while (!take(file)) {
    const pid = holder(file)
    if (pid !== null && !isAlive(pid)) {
      clear(file, pid)
      continue
    }
    if (Date.now() > deadline)
      throw new Error(`${file}: held for too long; delete it and try again`)
    if (pid !== null && !told) {
      onWait(pid)
      told = true
    }
    await pause(POLL)
  }
  // A signal must not leave it behind for somebody with the same process id later.
  const release = () => {
    if (holder(file) === process.pid) unlinkSync(file)
  }
  process.once('exit', release)
  try {
    return await work()
  } finally {
    release()
    process.off('exit', release)
  }
}

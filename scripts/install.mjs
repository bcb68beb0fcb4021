import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run, runtime } from './child.mjs'
import { withLock } from './lock.mjs'

/** @typedef {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>} Packages */

/**
 * @param {string} file
 * @returns {Packages | null}
 */
function packagesOf(file) {
  try {
    const lock = /** @type {{ packages: Packages }} */ (JSON.parse(readFileSync(file, 'utf8')))
    const { '': _itself, ...packages } = lock.packages
    return packages
  } catch {
    return null
  }
}

/** Whether node_modules is what the lockfile says; packages of other platforms may be absent. */
function isInstalled() {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const there = packagesOf(join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !there || !existsSync(runtime)) return false
  const places = new Set([...Object.keys(wanted), ...Object.keys(there)])
  return [...places].every((place) => {
    const mayBeAbsent = wanted[place]?.optional ?? wanted[place]?.devOptional ?? false
    return there[place] ? there[place].version === wanted[place]?.version : mayBeAbsent
  })
}

/** @param {string[]} args */
async function npm(...args) {
  const { code, output } = await run('npm', [
    ...args,
    '--loglevel=error',
    '--no-audit',
    '--no-fund',
  ])
  if (code !== 0) throw new Error(`npm ${args[0]} failed:\n${output.trim()}`)
}

/** Installs from the lockfile what is missing, once, whoever else asks for it at the same time. */
export async function ensureInstalled() {
  if (isInstalled()) return
  const wait = () => console.log('Waiting for another command to install ...')
  await withLock(
    join(root, '.install.lock'),
    async () => {
      if (isInstalled()) return
      console.log('Installing what the lockfile names (once, about half a minute) ...')
      // No package's script runs but the runtime's, which fetches Node: some npm versions would
      // otherwise have SQLite compiled, of which the package brings the binaries.
      await npm('ci', '--ignore-scripts')
      await npm('rebuild', 'node', '--ignore-scripts=false')
    },
    wait,
  )
}

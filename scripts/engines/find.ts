// Finds the engines that some tests want (Redis, PostgreSQL), and gets them where there are none.
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from '../child.mjs'

/** Where packages put executables, on the path or not: of what comes in versions, the newest first. */
function folders(): string[] {
  const path = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  return [...path, '/usr/bin', '/usr/sbin', '/usr/local/bin', '/opt/homebrew/bin', ...versioned()]
}

/** Debian keeps PostgreSQL off the path: `/usr/lib/postgresql/17/bin`. */
function versioned(): string[] {
  const home = '/usr/lib/postgresql'
  if (!existsSync(home)) return []
  const newestFirst = readdirSync(home).toSorted((a, b) => Number(b) - Number(a))
  return newestFirst.map((version) => join(home, version, 'bin'))
}

/** The path of the first of some names, each looked for everywhere; null where there is none. */
export function findExecutable(
  names: readonly string[],
  exists: (path: string) => boolean = existsSync,
): string | null {
  const places = folders()
  for (const name of names) {
    const folder = places.find((place) => exists(join(place, name)))
    if (folder !== undefined) return join(folder, name)
  }
  return null
}

/** Something found, else looked for again once a Debian package is there, where it may be installed. */
export async function findOrInstall(
  find: () => string | null,
  debianPackage: string,
): Promise<string | null> {
  const isAllowed = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (find() === null && isAllowed) {
    // At this run level Debian does not start what it installs: it is the program that is wanted.
    await run('sh', ['-c', `apt-get update && apt-get install -y ${debianPackage}`], {
      RUNLEVEL: '1',
      DEBIAN_FRONTEND: 'noninteractive',
    })
  }
  return find()
}

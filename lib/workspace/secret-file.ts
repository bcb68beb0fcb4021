import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

const SECRET = /^[\w-]{43}$/

/**
 * The secret that rests in a file, made at the first start and readable by its owner alone. Of many
 * first starts at once one decides, and none reads a file that is not complete.
 * @throws when the file cannot be made, or holds something else
 */
export function keptSecret(path: string): string {
  const kept = read(path) ?? make(path)
  if (!SECRET.test(kept)) throw new Error('it does not hold a secret; give back what it held')
  return kept
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

function make(path: string): string {
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${randomBytes(8).toString('hex')}`
  try {
    // The comment keeps the bundler from packing all that the folder could hold.
    durably(openSync(/* turbopackIgnore: true */ draft, 'wx', 0o600), (file) =>
      writeFileSync(file, randomBytes(32).toString('base64url')),
    )
    // A link appears with all its content, and only where there was none.
    linkSync(draft, path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
  // A name lasts once its folder has been written; Windows does not let a folder be opened for it.
  if (process.platform !== 'win32') durably(openSync(dirname(path), 'r'))
  return readFileSync(path, 'utf8').trim()
}

function durably(file: number, write?: (file: number) => void): void {
  try {
    write?.(file)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? error.code : undefined

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

/** Where, when and of what code a run is. */
export const about = () => ({
  at: new Date().toISOString(),
  node: process.versions.node,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  commit: commit(),
})

/** Nobody reads a picosecond. @throws at what is no number: JSON would make null of it */
export function rounded(name: string, value: unknown): unknown {
  if (typeof value !== 'number') return value
  if (!Number.isFinite(value)) throw new Error(`${name} was not measured`)
  return Math.round(value * 1000) / 1000
}

function commit(): string {
  try {
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore']
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { stdio }).toString().trim()
  } catch {
    return 'unknown'
  }
}

/** The run that pages show, for `--keep`: it is committed with the code that it is of. */
const KEPT = join('lib', 'evidence', 'cost.json')

/** Puts a part of it in the place of what was there; the others stay as they are. */
export function keep(parts: Readonly<Record<string, unknown>>): void {
  const before = z.looseObject({}).parse(JSON.parse(readFileSync(KEPT, 'utf8')))
  writeFileSync(KEPT, `${JSON.stringify({ ...before, ...parts }, rounded, 2)}\n`)
}

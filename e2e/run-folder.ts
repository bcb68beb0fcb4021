import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Where one run of the browser tests has its server's files. The runner names it first; its workers
 * and the server inherit the name, so that a thief in a test finds the tables.
 */
export function runFolder(): string {
  const run = (process.env['LAB_E2E_RUN'] ??= randomUUID())
  // The folder is deleted in the end: no name leads out of the place for temporary files.
  if (!/^[\w-]+$/.test(run)) throw new Error('LAB_E2E_RUN names a folder, and is no path')
  return join(tmpdir(), `logout-lab-e2e-${run}`)
}

export const databaseFile = (): string => join(runFolder(), 'lab.db')

/** Where the server looks for runs of the attacks. */
export const reportsFolder = (): string => join(runFolder(), 'reports')

import type { Backend } from './backend.ts'
import { openSqlite } from './sqlite/backend.ts'

/** Keeps everything in this process, for as long as it lives. */
export const IN_MEMORY = 'file::memory:'

/**
 * Opens the backend that a database's URL names. The drivers are known here and nowhere else.
 * @throws when it cannot be opened, or there is no driver for it
 */
export async function openBackend(url: string): Promise<Backend> {
  if (url.startsWith('file:')) return openSqlite(url.slice('file:'.length))
  throw new Error('there is no driver for this database')
}

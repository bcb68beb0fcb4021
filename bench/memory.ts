import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { z } from 'zod'

setFlagsFromString('--expose-gc')
const collect = z
  .custom<() => void>((value) => typeof value === 'function')
  .parse(runInNewContext('gc'))

/** Memory of buffers is given back by the collection after the one that finds them. */
export function collectGarbage(): void {
  collect()
  collect()
}

/**
 * Bytes that this process holds and needs: its heap and what hangs from it. Pages of the database file
 * that SQLite keeps in memory, 64 MB at most, are not among them.
 */
export function held(): number {
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

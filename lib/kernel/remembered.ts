/** The latest of what was made or read, by name: what is here could be made again. */
export interface Remembered<Value> {
  get(name: string): Value | undefined
  set(name: string, value: Value): void
  forget(name: string): void
}

/**
 * Two halves, so that what is used stays and nothing has to be put in order: once the newer one is
 * full it becomes the older one, and what nobody has asked for since goes with the one before.
 * @param most how many are kept at the most
 */
export function remembered<Value>(most: number): Remembered<Value> {
  let newer = new Map<string, Value>()
  let older = new Map<string, Value>()

  function set(name: string, value: Value): void {
    if (newer.size >= most / 2) {
      older = newer
      newer = new Map()
    }
    newer.set(name, value)
  }
  return {
    set,
    get(name) {
      const found = newer.get(name)
      if (found !== undefined) return found
      const before = older.get(name)
      if (before !== undefined) set(name, before)
      return before
    },
    forget(name) {
      newer.delete(name)
      older.delete(name)
    },
  }
}

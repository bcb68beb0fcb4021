import { useSyncExternalStore } from 'react'
import * as is from '#app/_data/shape.ts'

/** What was played on this device: by story, whether a guess was right, once; null where none was made. */
const shape = is.record(is.nullable(is.boolean))
export type Progress = is.Shaped<typeof shape>

const KEY = 'lab-stories'
const none: Progress = {}

let known = none
let text: string | null = null
const listeners = new Set<() => void>()

/** The same object for as long as nothing has changed. */
function read(): Progress {
  try {
    const stored = localStorage.getItem(KEY)
    if (stored !== text) {
      text = stored
      known = stored === null ? none : is.parsed(shape, stored)
    }
  } catch {
    known = none
  }
  return known
}

function write(progress: Progress | null): void {
  try {
    if (progress === null) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, JSON.stringify(progress))
  } catch {
    // A browser that keeps nothing has played nothing: the pages work without.
  }
  for (const listener of listeners) listener()
}

/** A story was played to its end. A guess that was right once stays so. */
export function remember(story: string, isRight: boolean | null): void {
  const before = read()
  write({ ...before, [story]: before[story] || (isRight ?? before[story] ?? null) })
}

export const forget = (): void => write(null)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  // Another tab has played one.
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

export const useProgress = (): Progress => useSyncExternalStore(subscribe, read, () => none)

import { setTimeout as pause } from 'node:timers/promises'
import { storeUnavailable, workspaceGone } from '../../kernel/problem.ts'
import type { Asking } from '../answering.ts'

/** How long another process's lock is waited for, all calls together, and how often. Milliseconds. */
const PATIENCE = 1_000
const ASK_EVERY = 15
/** A lock that was not met for this long was another one. */
const SPELL_ENDS = 500

/**
 * The driver answers in the process itself, which would stand still while it waits for a lock: it
 * does not wait, and is asked again. What failed with a lock has changed nothing.
 * @param forget what was read from a damaged disk must not outlive the damage
 */
export function sqliteAsking(forget: () => void): Asking {
  // Calls that come one after the other share their patience: a request waits once, not at each.
  const spell = { since: 0, last: 0 }
  function isPatient(): boolean {
    const now = performance.now()
    if (now - spell.last > SPELL_ENDS) spell.since = now
    spell.last = now
    return now - spell.since < PATIENCE
  }
  return {
    async again(failure, call) {
      for (let error = failure; ;) {
        const code = sqliteCode(error)
        if (/^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(code)) quietly(forget)
        if (!isBusy(code) || !isPatient()) throw error
        await pause(ASK_EVERY)
        try {
          const answer = await call()
          spell.last = 0
          return answer
        } catch (next) {
          error = next
        }
      }
    },
    told(store, error) {
      const code = sqliteCode(error)
      // Every table refers to its workspace, and to nothing else.
      if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return workspaceGone(error)
      // The database answers, and it is we who asked for what cannot be.
      if (code.startsWith('SQLITE_CONSTRAINT')) return error
      return storeUnavailable(store, error)
    },
  }
}

export const isBusy = (code: string): boolean => /^SQLITE_(BUSY|LOCKED)/.test(code)

/** The driver's code for a failure, however it was wrapped; empty for any other failure. */
export function sqliteCode(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return sqliteCode(error.cause)
}

function quietly(work: () => void): void {
  try {
    work()
  } catch {
    // It was worth a try.
  }
}

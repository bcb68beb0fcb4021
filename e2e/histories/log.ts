import type { Carried, Session, StrategyDefinition } from '#lib/strategies/contract.ts'
import type { What } from './operations.ts'

/** Credentials that somebody was given, and may have been copied from them. */
export interface Grant {
  strategy: StrategyDefinition
  device: number
  session: Session
  carried: Carried
  /** When the access credential ends, on the clock of who issued it. */
  expiresAt: number
  /** What that clock said. */
  issuedOn: number
  /** The password that it goes back to. */
  passwordVersion: number
  /** What it was granted in exchange for, where the strategy can know; null for a password. */
  from: Grant | null
  by: Entry
}

/** A link by which a password is replaced, once. */
export interface Reset {
  username: string
  token: string
  /** On the clock of who issued it. */
  expiresAt: number
  by: Entry
}

/** One operation: its invocation, its completion, and what was answered. */
export interface Entry {
  what: What
  process: number
  /** Null for what concerns every strategy. */
  strategy: StrategyDefinition | null
  /** Null for what concerns everybody. */
  username: string | null
  used: Grant | null
  /** In the order of all beginnings and ends; the end is infinite while it is under way. */
  started: number
  ended: number
  /** True time, which no clock need show. Milliseconds. */
  startedAt: number
  endedAt: number
  /** What the clock of the process said meanwhile, at the least and at the most. */
  lowest: number
  highest: number
  /** `unknown`: an outage, or nobody was left to answer. It counts as neither. */
  answer: 'done' | 'refused' | 'unknown'
  reason: string
  /** An answer is unknown, but the event is there, for somebody to finish. */
  isRecorded: boolean
  /** When an unknown event had reached everybody at last. */
  settled: number
  granted: Grant | null
  /** Who was seen, for a look or a renewal; in which role, where that was told. */
  seen: (Omit<Session, 'role'> & { role: Session['role'] | null }) | null
  /** The session that was to be ended. */
  target: string | null
  /** The link that was used. */
  reset: Reset | null
  /** Which password of the account it has set, where that is known. */
  passwordVersion: number | null
}

export interface Log {
  entries: Entry[]
  grants: Grant[]
  resets: Reset[]
  strategies: readonly StrategyDefinition[]
  /** By how much clocks can disagree, with each other and with true time. Milliseconds. */
  disagreement: number
}

/** An operation, for who reads what went wrong. */
export function told(entry: Entry, { grants }: Log): string {
  const { what, strategy, username, process, used, answer, reason, started, ended } = entry
  const parts = [
    `${String(started).padStart(4)} to ${String(ended).padStart(4)}`,
    what,
    username && `of ${username}`,
    strategy && `under ${strategy.id}`,
    used && `with #${grants.indexOf(used)}`,
    `at process ${process}: ${answer} ${reason}`,
    entry.granted && `granted #${grants.indexOf(entry.granted)}`,
    entry.isRecorded && '(recorded)',
  ]
  return parts.filter(Boolean).join(' ')
}

/** Over HTTP nobody is told by which id an account is looked up. */
export const UNTOLD = ''

/** Can a log-out under it reach more than the browser? Only then can it know what it grants from. */
export const canEnd = ({ promises }: StrategyDefinition): boolean =>
  ['at-once', 'within'].includes(promises['logout-everywhere'].stops)

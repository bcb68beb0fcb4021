import { createMeter, type Meter } from '../../kernel/meter.ts'
import type { Algorithm } from '../../tokens/algorithms.ts'
import type { Key } from '../../tokens/contract.ts'
import type { Settings } from '../../workspace/settings.ts'
import type {
  Account,
  Carried,
  Grant,
  SessionStrategy,
  StrategyDefinition,
  Verdict,
} from '../contract.ts'

type Granted = ({ ok: true } & Grant) | { ok: false; reason: string }

/** One strategy with users of its own, for what has to be looked at below the scenarios. */
export interface Bench {
  definition: StrategyDefinition
  /** Milliseconds, on its clock. */
  now(): Promise<number>
  /** Made anew, as for one request. */
  strategy(meter?: Meter): Promise<SessionStrategy>
  /** Another strategy beside it, with the same users. */
  under(other: StrategyDefinition): Promise<SessionStrategy>
  /** As it is now. */
  account(username: string): Promise<Account>
  signIn(username?: string, device?: string, carried?: Carried): Promise<Carried>
  verify(carried: Carried): Promise<Verdict>
  /** Alice changes her password, or gives it again. */
  changePassword(carried: Carried): Promise<Granted>
  signInAgain(carried: Carried): Promise<Granted>
  /** What is signed with; null where nothing is. */
  key(): Promise<Key | null>
  setAlgorithm(algorithm: Algorithm): Promise<void>
  /** Seconds. */
  advance(seconds: number): Promise<void>
}

export type OpenBench = (
  definition: StrategyDefinition,
  settings?: Partial<Settings>,
) => Promise<Bench>

/** What some work asked of the stores. */
export async function costOf(
  { strategy }: Bench,
  work: (strategy: SessionStrategy) => Promise<unknown>,
): Promise<{ reads: number; writes: number }> {
  const meter = createMeter()
  await work(await strategy(meter))
  return { ...meter }
}

export const isJwt = (value: string | undefined): value is string =>
  /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(value ?? '')

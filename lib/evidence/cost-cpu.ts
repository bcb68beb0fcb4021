import type { StrategyDefinition } from '../strategies/contract.ts'
import { MOST_DERIVED } from '../tokens/key-ring.ts'
import { MOST_CHARACTERS } from '../tokens/verified.ts'
import type { MeasuredCost } from './cost.ts'
import type { Load } from './cost-load.ts'
import { tokenBytes } from './cost-wire.ts'

/** What checks cost a process that remembers the tokens that it has verified, as far as they fit. */

/** What one process can hold of a strategy's. */
export interface Held {
  tokens: number
  /** Accounts whose own keys it holds; null where accounts have none. */
  keys: number | null
}

/** Are its tokens held once they are verified? */
export const holdsTokens = ({ needs }: Pick<StrategyDefinition, 'needs'>): boolean =>
  needs.includes('tokens')

/** Null where no verified tokens are held, or no new ones were measured. */
export function heldTokens(
  definition: Pick<StrategyDefinition, 'id' | 'credentials' | 'needs'>,
  measured: Pick<MeasuredCost, 'presented' | 'verifyNew'>,
): Held | null {
  const { needs } = definition
  if (!holdsTokens(definition) || measured.verifyNew === null) return null
  // A key of an account is derived from a key of the ring and the account's version.
  const hasOwnKeys = needs.includes('keys') && needs.includes('versions')
  return {
    tokens: MOST_CHARACTERS / tokenBytes(definition, measured),
    keys: hasOwnKeys ? MOST_DERIVED : null,
  }
}

/**
 * The share of checks that find their token among the verified ones. `renewals`: a second. Sessions
 * are in use alike, any of them may be another account's, and a token is new once.
 */
export function foundShare(
  held: Held,
  { active, users, requests, signIns }: Load,
  renewals: number,
): number {
  const issued = Math.min(1, (renewals + signIns / 86_400) / requests)
  const tokens = share(held.tokens, active)
  // What a key has verified goes with the key.
  const keys = held.keys === null ? 1 : share(held.keys, Math.min(users, active))
  return (1 - issued) * Math.min(tokens, keys)
}

/**
 * The share that is found of `used` things, where two halves hold `most`. Once the newer half is full
 * it takes the place of the older one. Let h be what a half holds of those in use, and x what is in
 * the newer one: then (1 - x)(1 - h) of calls find nothing. A call adds to the newer half unless it
 * finds its thing there, so it is filled, from x = 0 to h, by -ln(1 - h) calls for each thing in use,
 * of which h (1 - h) find nothing.
 */
function share(most: number, used: number): number {
  const h = most / 2 / used
  return h >= 1 ? 1 : 1 + (h * (1 - h)) / Math.log1p(-h)
}

/** Microseconds of a check: those that find their token cost less than those that do not. */
export const checkMicros = (
  { verify, verifyNew }: Pick<MeasuredCost, 'verify' | 'verifyNew'>,
  found: number | null,
): number =>
  found === null || verifyNew === null ? verify : found * verify + (1 - found) * verifyNew

/** Does a renewal wait for the disk? Then most of its time is no CPU. */
export const renewalWrites = ({ cost }: Pick<StrategyDefinition, 'cost'>): boolean =>
  (cost.renewal?.writes ?? 0) > 0

/** Microseconds of CPU for a renewal, where it was measured and writes nothing. */
export const renewMicros = (
  definition: Pick<StrategyDefinition, 'cost'>,
  { renew }: Pick<MeasuredCost, 'renew'>,
): number => (renew === null || renewalWrites(definition) ? 0 : renew)

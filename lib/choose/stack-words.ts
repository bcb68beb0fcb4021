import { readable } from '../evidence/words/durations.ts'
import type { CellSummary } from '../evidence/model.ts'
import type { Stack } from './stacks.ts'

/** How long somebody stays in who was banned, as a headline. */

type Measured = Pick<CellSummary, 'firstRefused' | 'horizon'>

const DAY = 86_400

/** Measuring ended before the copy did: so long for certain, to the day where it is that long. */
const atLeast = (horizon: number) =>
  readable(horizon > 2 * DAY ? Math.floor(horizon / DAY) * DAY : horizon)

export function inFor({ firstRefused, horizon }: Measured): string {
  if (firstRefused === null) return `in for at least ${atLeast(horizon)}`
  return firstRefused === 0 ? 'out at once' : `in for up to ${readable(firstRefused)}`
}

const survival = ({ firstRefused }: Measured) => firstRefused ?? Infinity

/**
 * The answer of a stack. A product speaks for its default, which comes first; advice on lifetimes
 * alone leaves it open by what sessions are kept, and so has a best and a worst.
 * @param bans what was measured for each of its kinds, in their order; at least one
 */
export function banHeadline({ isProduct }: Pick<Stack, 'isProduct'>, bans: readonly Measured[]) {
  const byLength = bans.toSorted((a, b) => (survival(a) < survival(b) ? -1 : 1))
  const told = isProduct ? bans.slice(0, 1) : [...byLength.slice(0, 1), ...byLength.slice(-1)]
  return [...new Set(told.map(inFor))].join(', or ')
}

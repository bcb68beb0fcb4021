import type { Limits } from './limits.ts'

/** What is guessed at, as an account of a workspace, and the address that the guess comes from. */
interface Guessed {
  account: string
  address: string
}

/** `found` is null where the guess was wrong, and counted; `retryAfter` in seconds, where it did not count. */
type Guess<Found> = { found: Found | null } | { retryAfter: number }

/**
 * Lets a secret be guessed as often as the limits allow. The look before saves the work; what decides is
 * the count after it, since other nodes check guesses at the same moment: one that comes too late is told
 * nothing, and not even that it was right.
 * @param look the secret's owner, or null where it was wrong
 */
export async function guess<Found>(
  { accountFailures, addressFailures }: Limits,
  { account, address }: Guessed,
  look: () => Promise<Found | null>,
): Promise<Guess<Found>> {
  const longest = async (act: 'wait' | 'take') =>
    Math.max(await accountFailures[act](account), await addressFailures[act](address))
  const before = await longest('wait')
  if (before > 0) return { retryAfter: before }
  const found = await look()
  const after = await longest(found === null ? 'take' : 'wait')
  return after > 0 ? { retryAfter: after } : { found }
}

import type { Account, Carried, Renewal, SessionStrategy } from './contract.ts'

/**
 * New credentials once the password has been given again: in the place of those that ask, while they
 * are in force, wherever the strategy can know that.
 */
export async function grantAnew(
  strategy: SessionStrategy,
  carried: Carried,
  who: Account,
  device: string,
): Promise<Renewal> {
  if (strategy.regenerate) return strategy.regenerate(carried, who, 'this')
  return startBeside(strategy, carried, who, device)
}

/**
 * A session beside the one that asks, which the strategy cannot end. What asks was checked before the
 * password was: its key may have been thrown away since, and what that had signed is not signed anew.
 */
export async function startBeside(
  strategy: SessionStrategy,
  carried: Carried,
  who: Account,
  device: string,
): Promise<Renewal> {
  const grant = await strategy.start(who, device, carried)
  const still = await strategy.verify(carried)
  return still.ok ? { ok: true, ...grant } : still
}

/**
 * What follows from a new password, once it has been stored: every session of the account ends, and
 * the device that asked for it is given new credentials.
 */
export async function passwordChanged(
  strategy: SessionStrategy,
  carried: Carried,
  who: Account,
  device: string,
): Promise<Renewal> {
  const renewal = await strategy.regenerate?.(carried, who, 'all')
  if (renewal?.ok) return renewal
  await strategy.on({ type: 'password-change', account: who.id })
  return renewal ?? startBeside(strategy, carried, who, device)
}

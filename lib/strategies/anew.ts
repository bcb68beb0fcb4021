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
  return { ok: true, ...(await strategy.start(who, device, carried)) }
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
  return renewal ?? { ok: true, ...(await strategy.start(who, device, carried)) }
}

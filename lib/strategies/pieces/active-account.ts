import { refused, type Account, type Capabilities, type Refused } from '../contract.ts'

/** The account that a credential names, if there is one and it may sign in. */
export async function activeAccount(
  accounts: Capabilities['accounts'],
  id: string,
): Promise<{ ok: true; who: Account } | Refused> {
  const who = await accounts.find(id)
  if (!who) return refused('revoked')
  return who.disabled ? refused('account_disabled') : { ok: true, who }
}

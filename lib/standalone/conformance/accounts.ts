import { newId } from '../../tokens/opaque.ts'
import type { Random } from '../../kernel/random.ts'
import type { Account, Role } from '../../strategies/contract.ts'

/** The users of an application that has nothing but these three. */
export interface Accounts {
  find(id: string): Promise<Account | null>
  /** @throws where there is none of that name */
  named(username: string): Account
  change(username: string, change: Partial<Account>): void
  remove(username: string): void
}

const seed: readonly [string, Role][] = [
  ['alice', 'member'],
  ['bob', 'member'],
  ['admin', 'admin'],
]

export function threeAccounts(random: Random): Accounts {
  const accounts = new Map<string, Account>(
    seed.map(([username, role]) => [
      username,
      { id: newId(random), username, role, disabled: false },
    ]),
  )
  const named = (username: string): Account => {
    const found = accounts.get(username)
    if (!found) throw new Error(`there is no user ${username}`)
    return found
  }
  return {
    named,
    find: async (id) => [...accounts.values()].find((account) => account.id === id) ?? null,
    change: (username, change) => void accounts.set(username, { ...named(username), ...change }),
    remove: (username) => void accounts.delete(username),
  }
}

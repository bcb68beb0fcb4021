import { openBackend } from '../lib/stores/open.ts'
import type { Account } from '../lib/strategies/contract.ts'
import { strategies as registered } from '../lib/strategies/registry.ts'
import { createRuntime, type Runtime } from '../lib/workspace/runtime.ts'
import type { Workspace } from '../lib/workspace/workspace.ts'

/** The lab as all benchmarks have it: passwords are cheap, since none of them measures one. */
export const labOn = (
  backend: Parameters<typeof createRuntime>[0]['backend'],
  strategies = registered,
): Promise<Runtime> =>
  createRuntime({
    strategies,
    backend,
    secret: 'a secret for the benchmarks alone, and long enough',
    passwordCost: { memoryCost: 8, timeCost: 1, parallelism: 1 },
  })

/** @param path of a database file, which is made where there is none */
export const labIn = (path: string): Promise<Runtime> => labOn(openBackend(`file:${path}`))

/** Adds an account that is like all others, whom nobody signs in by a password. */
export async function newMember({ users }: Workspace, number: number): Promise<Account> {
  const who = {
    username: `user ${number}`,
    id: `${number}`.padStart(22, 'x'),
    role: 'member',
  } as const
  await users.add({ ...who, passwordHash: 'x' })
  return { ...who, disabled: false }
}

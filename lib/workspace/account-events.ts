import type { User } from '../stores/users.ts'
import type { StrategyDefinition } from '../strategies/contract.ts'
import type { Effect } from '../strategies/effects.ts'
import type { AccountEvent } from '../strategies/events.ts'
import { newId } from '../tokens/opaque.ts'
import type { Workspace } from './workspace.ts'

export type Effects = Record<string, Effect>

/**
 * Tells every strategy what happened. It throws when one of them could not store its answer, so
 * that nobody is told of a revocation that did not happen; announcing it again does no harm.
 */
export async function announce(workspace: Workspace, event: AccountEvent): Promise<Effects> {
  return forAll(workspace.strategies, (definition) => workspace.strategy(definition).on(event))
}

/** The account is changed first, so that a sign-in under way sees it or is seen by the event. */
export const operator = {
  async ban(workspace: Workspace, { username, id }: User): Promise<Effects> {
    await workspace.users.setDisabled(username, true)
    return announce(workspace, { type: 'ban', account: id })
  },

  async unban(workspace: Workspace, { username }: User): Promise<Effects> {
    await workspace.users.setDisabled(username, false)
    return forAll(workspace.strategies, async () => 'unaffected')
  },

  async setRole(
    workspace: Workspace,
    { username, id }: User,
    role: User['role'],
  ): Promise<Effects> {
    await workspace.users.setRole(username, role)
    return announce(workspace, { type: 'role-change', account: id })
  },

  async forceLogout(workspace: Workspace, { id }: User): Promise<Effects> {
    return announce(workspace, { type: 'force-logout', account: id })
  },

  async rekey(workspace: Workspace, { username, id }: User): Promise<Effects> {
    await workspace.users.rekey(username, newId(workspace.random))
    return announce(workspace, { type: 'rekey-account', account: id })
  },

  async remove(workspace: Workspace, { username, id }: User): Promise<Effects> {
    await workspace.users.remove(username)
    return announce(workspace, { type: 'delete', account: id })
  },

  async logoutAllUsers(workspace: Workspace): Promise<Effects> {
    return announce(workspace, { type: 'logout-all-users', account: null })
  },

  /** The emergency: all keys of all strategies, or of one, are thrown away. */
  async rotateKeys(workspace: Workspace, only?: StrategyDefinition): Promise<Effects> {
    return forAll(only ? [only] : workspace.strategies, async (definition) => {
      await workspace.ring(definition).rotate()
      return definition.promises['rotate-keys'].stops === 'not-by-this' ? 'unaffected' : 'revoked'
    })
  },
}

async function forAll(
  definitions: readonly StrategyDefinition[],
  tell: (definition: StrategyDefinition) => Promise<Effect>,
): Promise<Effects> {
  const effects: Effects = {}
  for (const definition of definitions) effects[definition.id] = await tell(definition)
  return effects
}

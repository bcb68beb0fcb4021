import type { User } from '../stores/sqlite/users.ts'
import type { StrategyDefinition } from '../strategies/contract.ts'
import type { Effect } from '../strategies/effects.ts'
import type { AccountEvent } from '../strategies/events.ts'
import type { World } from './workspace.ts'

export type Effects = Record<string, Effect>

/**
 * Tells every strategy what happened. It throws when one of them could not store its answer, so
 * that nobody is told of a revocation that did not happen; announcing it again does no harm.
 */
export async function announce(world: World, event: AccountEvent): Promise<Effects> {
  return forAll(world.strategies, (definition) => world.strategy(definition).on(event))
}

/** The account is changed first, so that a sign-in under way sees it or is seen by the event. */
export const operator = {
  async ban(world: World, { username, id }: User): Promise<Effects> {
    await world.users.setDisabled(username, true)
    return announce(world, { type: 'ban', account: id })
  },

  async unban(world: World, { username }: User): Promise<Effects> {
    await world.users.setDisabled(username, false)
    return forAll(world.strategies, async () => 'unaffected')
  },

  async setRole(world: World, { username, id }: User, role: User['role']): Promise<Effects> {
    await world.users.setRole(username, role)
    return announce(world, { type: 'role-change', account: id })
  },

  async forceLogout(world: World, { id }: User): Promise<Effects> {
    return announce(world, { type: 'force-logout', account: id })
  },

  async rekey(world: World, { username, id }: User): Promise<Effects> {
    await world.users.rekey(username)
    return announce(world, { type: 'rekey-account', account: id })
  },

  async remove(world: World, { username, id }: User): Promise<Effects> {
    await world.users.remove(username)
    return announce(world, { type: 'delete', account: id })
  },

  async logoutAllUsers(world: World): Promise<Effects> {
    return announce(world, { type: 'logout-all-users' })
  },

  /** The emergency: all keys of all strategies, or of one, are thrown away. */
  async rotateKeys(world: World, only?: StrategyDefinition): Promise<Effects> {
    return forAll(only ? [only] : world.strategies, async (definition) => {
      await world.ring(definition).rotate()
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

import type { PendingEvent } from '../stores/account-events.ts'
import type { User, UserChange } from '../stores/users.ts'
import type { StrategyDefinition } from '../strategies/contract.ts'
import { newId } from '../tokens/opaque.ts'
import { announce, changeNamed, dependsOnKeys, resume, type Effects } from './account-events.ts'
import type { Workspace } from './workspace.ts'

/**
 * By name alone: what an operator does to an account holds whatever its password is by now. Of two
 * changes at once one is made, and whoever comes second waits for what follows from it.
 */
async function change(
  workspace: Workspace,
  { username, id }: User,
  how: UserChange,
  type: PendingEvent['type'],
): Promise<Effects> {
  const effects = await changeNamed(workspace, { username, id }, how, type)
  return effects ?? (await resume(workspace, username)) ?? {}
}

/** What an operator does, each with what it did to the credentials of every strategy. */
export const operator = {
  ban: (workspace: Workspace, user: User): Promise<Effects> =>
    change(workspace, user, { disabled: true }, 'ban'),

  async unban(workspace: Workspace, user: User): Promise<Effects> {
    await workspace.users.change({ username: user.username }, { disabled: false }, null)
    return Object.fromEntries(workspace.strategies.map(({ id }) => [id, 'unaffected']))
  },

  setRole: (workspace: Workspace, user: User, role: User['role']): Promise<Effects> =>
    change(workspace, user, { role }, 'role-change'),

  forceLogout: (workspace: Workspace, user: User): Promise<Effects> =>
    announce(workspace, 'force-logout', user),

  rekey: (workspace: Workspace, user: User): Promise<Effects> =>
    change(workspace, user, { id: newId(workspace.random) }, 'rekey-account'),

  remove: (workspace: Workspace, user: User): Promise<Effects> =>
    change(workspace, user, 'removed', 'delete'),

  /** For an account that is gone already: what its removal has not yet done. Null: there is nothing. */
  resume,

  logoutAllUsers: (workspace: Workspace): Promise<Effects> =>
    announce(workspace, 'logout-all-users', null),

  /** The emergency: all keys of all strategies, or of one, are thrown away. */
  rotateKeys: (workspace: Workspace, only?: StrategyDefinition): Promise<Effects> =>
    announce(workspace, 'rotate-keys', null, only && [only]),

  /**
   * The routine: other keys sign from now on, and the old ones verify until the last token that they
   * signed has ended. It ends nobody's session, so nothing is lost where it stops half way: the same
   * call again does it again.
   */
  async rotateRoutinely(workspace: Workspace, only?: StrategyDefinition): Promise<Effects> {
    const effects: Effects = {}
    for (const definition of only ? [only] : workspace.strategies) {
      await workspace.ring(definition).retire()
      effects[definition.id] = dependsOnKeys(definition) ? 'updated' : 'unaffected'
    }
    return effects
  },
}

import type { User } from '../stores/users.ts'
import type { StrategyDefinition } from '../strategies/contract.ts'
import { newId } from '../tokens/opaque.ts'
import { announce, changeAccount, resume, type Effects } from './account-events.ts'
import type { Workspace } from './workspace.ts'

/** Of two changes at once one is made; whoever comes second is told what follows from the first. */
const orNothing = (effects: Effects | null): Effects => effects ?? {}

/** By name alone: what an operator does to an account holds whatever its password is by now. */
const account = ({ username, id }: User) => ({ username, id })

/** What an operator does, each with what it did to the credentials of every strategy. */
export const operator = {
  async ban(workspace: Workspace, user: User): Promise<Effects> {
    return orNothing(await changeAccount(workspace, account(user), { disabled: true }, 'ban'))
  },

  async unban(workspace: Workspace, user: User): Promise<Effects> {
    await workspace.users.change(account(user), { disabled: false }, null)
    return Object.fromEntries(workspace.strategies.map(({ id }) => [id, 'unaffected']))
  },

  async setRole(workspace: Workspace, user: User, role: User['role']): Promise<Effects> {
    return orNothing(await changeAccount(workspace, account(user), { role }, 'role-change'))
  },

  forceLogout: (workspace: Workspace, user: User): Promise<Effects> =>
    announce(workspace, 'force-logout', user),

  async rekey(workspace: Workspace, user: User): Promise<Effects> {
    const id = newId(workspace.random)
    return orNothing(await changeAccount(workspace, account(user), { id }, 'rekey-account'))
  },

  async remove(workspace: Workspace, user: User): Promise<Effects> {
    return orNothing(await changeAccount(workspace, account(user), 'removed', 'delete'))
  },

  /** For an account that is gone already: what its removal has not yet done. Null: there is nothing. */
  resume,

  logoutAllUsers: (workspace: Workspace): Promise<Effects> =>
    announce(workspace, 'logout-all-users', null),

  /** The emergency: all keys of all strategies, or of one, are thrown away. */
  rotateKeys: (workspace: Workspace, only?: StrategyDefinition): Promise<Effects> =>
    announce(workspace, 'rotate-keys', null, only && [only]),
}

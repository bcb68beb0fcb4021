import type { Backend } from '../backend.ts'
import type { Scope, SessionStores } from '../session-stores.ts'

export type StoreName =
  | keyof SessionStores
  | 'workspaces'
  | 'users'
  | 'accountEvents'
  | 'passwordResets'
  | 'keys'
  | 'thiefCopies'

/** What is put around every call of every store: it makes the call, or does not. */
export type Around = (
  store: StoreName,
  operation: string,
  call: () => Promise<unknown>,
) => Promise<unknown>

/** The same backend, with something around every call of its stores. */
export function everyCall(backend: Backend, around: Around): Backend {
  const guarded = <Store extends object>(name: StoreName, store: Store): Store =>
    new Proxy(store, {
      get(target, operation, receiver) {
        const value: unknown = Reflect.get(target, operation, receiver)
        if (typeof value !== 'function') return value
        return (...args: unknown[]): Promise<unknown> =>
          around(
            name,
            String(operation),
            async () => Reflect.apply(value, target, args) as Promise<unknown>,
          )
      },
    })
  const store =
    <Name extends keyof SessionStores>(name: Name) =>
    (scope: Scope) =>
      guarded(name, backend.stores[name](scope))
  return {
    ...backend,
    workspaces: guarded('workspaces', backend.workspaces),
    users: (workspace) => guarded('users', backend.users(workspace)),
    accountEvents: (workspace) => guarded('accountEvents', backend.accountEvents(workspace)),
    passwordResets: (workspace) => guarded('passwordResets', backend.passwordResets(workspace)),
    keys: (workspace, strategy) => guarded('keys', backend.keys(workspace, strategy)),
    thiefCopies: (workspace) => guarded('thiefCopies', backend.thiefCopies(workspace)),
    stores: {
      sessions: store('sessions'),
      revocations: store('revocations'),
      refreshFamilies: store('refreshFamilies'),
      versions: store('versions'),
      cutOffs: store('cutOffs'),
      librarySessions: store('librarySessions'),
    },
  }
}

import { storeUnavailable } from '../../kernel/problem.ts'
import { storeAccess, type Backend, type Scope, type SessionStores } from '../backend.ts'

export type StoreName =
  | keyof SessionStores
  | 'workspaces'
  | 'users'
  | 'accountEvents'
  | 'keys'
  | 'thiefCopies'

/** A backend of which some stores can be made to fail, or all writes, as on a full disk. */
export function faultyBackend(backend: Backend) {
  let fails: (store: StoreName, operation: string) => boolean = () => false
  const failing = <Store extends object>(name: StoreName, store: Store): Store =>
    new Proxy(store, {
      get(target, operation, receiver) {
        const value: unknown = Reflect.get(target, operation, receiver)
        if (typeof value !== 'function') return value
        return async (...args: unknown[]): Promise<unknown> => {
          if (!fails(name, String(operation))) return Reflect.apply(value, target, args) as unknown
          throw storeUnavailable(name, new Error('made to fail'))
        }
      },
    })
  const store =
    <Name extends keyof SessionStores>(name: Name) =>
    (scope: Scope) =>
      failing(name, backend.stores[name](scope))
  const faulty: Backend = {
    ...backend,
    workspaces: failing('workspaces', backend.workspaces),
    users: (workspace) => failing('users', backend.users(workspace)),
    accountEvents: (workspace) => failing('accountEvents', backend.accountEvents(workspace)),
    keys: (workspace, strategy) => failing('keys', backend.keys(workspace, strategy)),
    thiefCopies: (workspace) => failing('thiefCopies', backend.thiefCopies(workspace)),
    stores: {
      sessions: store('sessions'),
      revocations: store('revocations'),
      refreshFamilies: store('refreshFamilies'),
      versions: store('versions'),
      cutOffs: store('cutOffs'),
      librarySessions: store('librarySessions'),
    },
  }
  return {
    backend: faulty,
    lose: (lost: StoreName) => void (fails = (name) => name === lost),
    loseWrites: () => void (fails = isWrite),
    /** Everything works but the n-th write from now on, and those after it. */
    loseWritesAfter(n: number) {
      let left = n
      fails = (name, operation) => isWrite(name, operation) && (left -= 1) < 0
    },
    mend: () => void (fails = () => false),
  }
}

const READS = /^(find|named|list|all|count|pending|unfinished)/

function isWrite(store: StoreName, operation: string): boolean {
  const table: object = store in storeAccess ? storeAccess[store as keyof SessionStores] : {}
  const access: unknown = Reflect.get(table, operation)
  return access === undefined ? !READS.test(operation) : access !== 'read'
}

import { openDatabase } from '#db/client.ts'
import { answering as asked } from '../answering.ts'
import type { Backend } from '../backend.ts'
import { sqliteAccountEvents } from './account-events.ts'
import { sqliteAsking } from './asking.ts'
import { sqliteCutOffs } from './cut-offs.ts'
import { inspect, stateTables } from './inspection.ts'
import { sqliteKeys } from './keys.ts'
import { leak, outage } from './leak.ts'
import { sqliteLibrarySessions } from './library-sessions.ts'
import { sqlitePasswordResets } from './password-resets.ts'
import { prune } from './prune.ts'
import { sqliteReadiness } from './readiness.ts'
import { sqliteRefreshFamilies } from './refresh-families.ts'
import { sqliteRevocations } from './revocations.ts'
import { sqliteSealed } from './sealed.ts'
import { sqliteServerState } from './server-state.ts'
import { sqliteSessions } from './sessions.ts'
import { sqliteThiefCopies } from './thief-copies.ts'
import { sqliteUsers } from './users.ts'
import { sqliteVersions } from './versions.ts'
import { removeIdleWorkspaces, removeWorkspace, sqliteWorkspaces } from './workspaces.ts'

/**
 * Everything in one file, or in memory where the path is `:memory:`.
 * @throws when the file cannot be opened, or a migration fails
 */
export async function openSqlite(path: string): Promise<Backend> {
  const opened = openDatabase(path)
  const { db, close } = opened
  const asking = sqliteAsking(opened.forget)
  const answering = <Store extends object>(name: string, store: Store) => asked(name, store, asking)
  const whole = answering('database', {
    removeWorkspace: async (key: string) => removeWorkspace(db, key),
    removeIdleWorkspaces: (lastUsedAt: number) => removeIdleWorkspaces(db, lastUsedAt),
    inspect: async (workspace: string, strategy: string) => inspect(db, workspace, strategy),
    leak: async (workspace: string) => leak(db, workspace),
    outage: async () => outage(db),
    prune: (now: number) => prune(db, Object.values(stateTables), now),
  })
  return {
    ...whole,
    engines: ['SQLite'],
    accepted: () => [],
    sealed: answering('keys', sqliteSealed(db)),
    serverState: answering('server state', sqliteServerState(db)),
    workspaces: answering('workspaces', sqliteWorkspaces(db)),
    users: (workspace) => answering('accounts', sqliteUsers(db, workspace)),
    accountEvents: (workspace) => answering('account events', sqliteAccountEvents(db, workspace)),
    passwordResets: (workspace) =>
      answering('password resets', sqlitePasswordResets(db, workspace)),
    keys: (workspace, strategy) => answering('keys', sqliteKeys({ db, workspace, strategy })),
    thiefCopies: (workspace) => answering('thief copies', sqliteThiefCopies(db, workspace)),
    stores: {
      sessions: (scope) => answering('sessions', sqliteSessions({ db, ...scope })),
      revocations: (scope) => answering('revocations', sqliteRevocations({ db, ...scope })),
      refreshFamilies: (scope) =>
        answering('refresh families', sqliteRefreshFamilies({ db, ...scope })),
      versions: (scope) => answering('versions', sqliteVersions({ db, ...scope })),
      cutOffs: (scope) => answering('cut-offs', sqliteCutOffs({ db, ...scope })),
      librarySessions: (scope) =>
        answering('library sessions', sqliteLibrarySessions({ db, ...scope })),
    },
    unavailable: sqliteReadiness(opened, asking),
    close: async () => close(),
  }
}

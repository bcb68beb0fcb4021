import { openDatabase } from '#db/client.ts'
import { answering as asked } from '../answering.ts'
import type { Backend } from '../backend.ts'
import type { Scope } from '../session-stores.ts'
import { sqliteAccountEvents } from './account-events.ts'
import { sqliteAsking, sqliteCode } from './asking.ts'
import { sqliteCutOffs } from './cut-offs.ts'
import { inspect, stateTables } from './inspection.ts'
import { sqliteKeys } from './keys.ts'
import { leak, outage } from './leak.ts'
import { sqliteLibrarySessions } from './library-sessions.ts'
import { sqlitePasswordResets } from './password-resets.ts'
import { prune } from './prune.ts'
import { reasonOf, sqliteReadiness } from './readiness.ts'
import { sqliteRefreshFamilies } from './refresh-families.ts'
import { sqliteRemoval } from './removal.ts'
import { sqliteRevocations } from './revocations.ts'
import { sqliteSealed } from './sealed.ts'
import { sqliteServerState } from './server-state.ts'
import { sqliteSessions } from './sessions.ts'
import { sqliteThiefCopies } from './thief-copies.ts'
import { sqliteUsers } from './users.ts'
import { sqliteVersions } from './versions.ts'
import { sqliteWorkspaces } from './workspaces.ts'

/**
 * Everything in one file, or in memory where the path is `:memory:`.
 * @throws when the file cannot be opened, or a migration fails
 */
export async function openSqlite(path: string): Promise<Backend> {
  const opened = openInWords(path)
  const { db, close } = opened
  const asking = sqliteAsking(opened.forget)
  const answering = <Store extends object>(name: string, store: Store) => asked(name, store, asking)
  const { removeWorkspace, removeIdleWorkspaces, placeOf } = sqliteRemoval(db)
  const inPlace = (scope: Scope) => ({ ...scope, db, workspace: placeOf(scope.workspace) })
  const whole = answering('database', {
    removeWorkspace,
    removeIdleWorkspaces,
    inspect: async (workspace: string, strategy: string) =>
      inspect(db, placeOf(workspace), strategy),
    leak: async (workspace: string) => leak(db, placeOf(workspace)),
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
      sessions: (scope) => answering('sessions', sqliteSessions(inPlace(scope))),
      revocations: (scope) => answering('revocations', sqliteRevocations(inPlace(scope))),
      refreshFamilies: (scope) =>
        answering('refresh families', sqliteRefreshFamilies(inPlace(scope))),
      versions: (scope) => answering('versions', sqliteVersions(inPlace(scope))),
      cutOffs: (scope) => answering('cut-offs', sqliteCutOffs(inPlace(scope))),
      librarySessions: (scope) =>
        answering('library sessions', sqliteLibrarySessions(inPlace(scope))),
    },
    unavailable: sqliteReadiness(opened, asking),
    close: async () => close(),
  }
}

function openInWords(path: string) {
  try {
    return openDatabase(path)
  } catch (error) {
    const code = sqliteCode(error)
    // What is no error of the engine says by itself what is wrong.
    if (!code.startsWith('SQLITE_')) throw error
    const why = code === 'SQLITE_ERROR' ? 'a migration failed' : reasonOf(code)
    throw new Error(why, { cause: error })
  }
}

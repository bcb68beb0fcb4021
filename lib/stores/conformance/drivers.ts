import { openDatabase } from '#db/client.ts'
import { workspaces } from '#db/schema.ts'
import { virtualClock, type VirtualClock } from '../../kernel/clock.ts'
import type {
  CutOffStore,
  KeyStore,
  LibrarySessionStore,
  RefreshFamilyStore,
  RevocationStore,
  SessionStore,
  VersionStore,
} from '../contract.ts'
import { sqliteCutOffs } from '../sqlite/cut-offs.ts'
import { sqliteKeys } from '../sqlite/keys.ts'
import { sqliteLibrarySessions } from '../sqlite/library-sessions.ts'
import { sqliteRefreshFamilies } from '../sqlite/refresh-families.ts'
import { sqliteRevocations } from '../sqlite/revocations.ts'
import { sqliteSessions } from '../sqlite/sessions.ts'
import { sqliteVersions } from '../sqlite/versions.ts'

export interface Stores {
  sessions: SessionStore
  revocations: RevocationStore
  refreshFamilies: RefreshFamilyStore
  versions: VersionStore
  cutOffs: CutOffStore
  librarySessions: LibrarySessionStore
  keys: KeyStore
}

/** A driver under test: what it keeps for any strategy of any workspace, on one clock. */
export interface Driver {
  clock: VirtualClock
  storesOf(workspace: string, strategy: string): Stores
  close(): void
}

/** Every driver runs the same suite; a new one is one line here. */
export const drivers: readonly { name: string; open(): Driver }[] = [
  { name: 'sqlite', open: openSqlite },
]

function openSqlite(): Driver {
  const clock = virtualClock()
  const { db, close } = openDatabase(':memory:')
  const known = new Set<string>()
  return {
    clock,
    close,
    storesOf(workspace, strategy) {
      if (!known.has(workspace)) {
        const row = { key: workspace, settings: '{}', clockOffset: 0, createdAt: 0, lastUsedAt: 0 }
        db.insert(workspaces).values(row).run()
        known.add(workspace)
      }
      const scope = { db, workspace, strategy, clock }
      return {
        sessions: sqliteSessions(scope),
        revocations: sqliteRevocations(scope),
        refreshFamilies: sqliteRefreshFamilies(scope),
        versions: sqliteVersions(scope),
        cutOffs: sqliteCutOffs(scope),
        librarySessions: sqliteLibrarySessions(scope),
        keys: sqliteKeys(scope),
      }
    },
  }
}

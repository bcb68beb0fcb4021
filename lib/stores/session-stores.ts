import type { Clock } from '../kernel/clock.ts'
import type { AccessTable } from '../kernel/meter.ts'
import {
  cutOffAccess,
  librarySessionAccess,
  refreshFamilyAccess,
  revocationAccess,
  sessionAccess,
  versionAccess,
  type CutOffStore,
  type LibrarySessionStore,
  type RefreshFamilyStore,
  type RevocationStore,
  type SessionStore,
  type VersionStore,
} from './contract.ts'

/** Whose state a store holds: one strategy's, in one workspace, on that workspace's clock. */
export interface Scope {
  workspace: string
  strategy: string
  clock: Clock
}

export interface SessionStores {
  sessions: SessionStore
  revocations: RevocationStore
  refreshFamilies: RefreshFamilyStore
  versions: VersionStore
  cutOffs: CutOffStore
  librarySessions: LibrarySessionStore
}

/** What each call costs, whichever driver answers it. */
export const storeAccess: {
  readonly [Name in keyof SessionStores]: AccessTable<SessionStores[Name]>
} = {
  sessions: sessionAccess,
  revocations: revocationAccess,
  refreshFamilies: refreshFamilyAccess,
  versions: versionAccess,
  cutOffs: cutOffAccess,
  librarySessions: librarySessionAccess,
}

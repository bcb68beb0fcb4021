import { openPostgres as connect, type OpenPostgres } from '#db/postgres/client.ts'
import { Unfit } from '#db/unfit.ts'
import { answering as asked } from '../answering.ts'
import type { Backend, SessionState } from '../backend.ts'
import { postgresAccountEvents } from './account-events.ts'
import { postgresAsking } from './asking.ts'
import { postgresKeys } from './keys.ts'
import { postgresLibrarySessions } from './library-sessions.ts'
import { postgresPasswordResets } from './password-resets.ts'
import { postgresReadiness } from './readiness.ts'
import { reasonOf } from './reasons.ts'
import { removeIdleWorkspaces, removeWorkspace } from './removal.ts'
import { postgresSealed } from './sealed.ts'
import { postgresServerState } from './server-state.ts'
import { createSharedClock, type SharedClock } from './shared-clock.ts'
import { postgresState } from './state.ts'
import { postgresUsers } from './users.ts'
import { hearTime, postgresWorkspaces } from './workspaces.ts'

/** Workspaces, accounts and keys of many nodes, and the sessions of libraries. */
export interface PostgresPart extends Omit<Backend, 'stores' | 'thiefCopies'> {
  stores: Pick<SessionState['stores'], 'librarySessions'>
}

async function connectInTime(url: string, clock: SharedClock): Promise<OpenPostgres> {
  const opened = await connect(url)
  try {
    await hearTime(opened, clock)
    return opened
  } catch (error) {
    await opened.close()
    throw error
  }
}

/**
 * @param url `postgres://…`
 * @throws when it does not answer, will not do, or a migration fails
 */
export async function openPostgres(url: string): Promise<PostgresPart> {
  const clock = createSharedClock()
  const opened = await connectInTime(url, clock).catch((error: unknown) => {
    // The server's own words may repeat what the address says.
    throw error instanceof Unfit ? error : new Error(reasonOf(error), { cause: error })
  })
  const { db, close } = opened
  const answering = <Store extends object>(name: string, store: Store) =>
    asked(name, store, postgresAsking)
  const whole = answering('database', {
    ...postgresState(opened),
    removeWorkspace: (key: string) => removeWorkspace(db, key),
    removeIdleWorkspaces: (lastUsedAt: number) => removeIdleWorkspaces(db, lastUsedAt),
  })
  const users = postgresUsers(opened)
  const accountEvents = postgresAccountEvents(db)
  const passwordResets = postgresPasswordResets(opened)
  const keys = postgresKeys(opened)
  const librarySessions = postgresLibrarySessions(opened)
  return {
    ...whole,
    engines: ['PostgreSQL'],
    accepted: () => [],
    clock,
    serverState: answering('server state', postgresServerState(db)),
    sealed: answering('keys', postgresSealed(db)),
    workspaces: answering('workspaces', postgresWorkspaces(opened, clock)),
    users: (workspace) => answering('accounts', users(workspace)),
    accountEvents: (workspace) => answering('account events', accountEvents(workspace)),
    passwordResets: (workspace) => answering('password resets', passwordResets(workspace)),
    keys: (workspace, strategy) => answering('keys', keys(workspace, strategy)),
    stores: {
      librarySessions: (scope) => answering('library sessions', librarySessions(scope)),
    },
    unavailable: postgresReadiness(db),
    close,
  }
}

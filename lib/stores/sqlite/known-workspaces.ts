import { eq } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { workspaces } from '#db/schema/workspaces.ts'
import type { WorkspaceRecord } from '../workspaces.ts'

/** The workspaces that there are, for who has nothing else of them: null where there is none. */
export const sqliteKnownWorkspaces = (db: Database) => ({
  find: async (key: string): Promise<WorkspaceRecord | null> =>
    db.select().from(workspaces).where(eq(workspaces.key, key)).get() ?? null,
})

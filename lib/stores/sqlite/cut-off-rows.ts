import { sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { writing } from '#db/prepared.ts'
import { cutOffs } from '#db/schema/cut-offs.ts'
import { everyColumn } from './scope.ts'

/** The row that concerns every account, and that has the last number, or moment, given to any. */
export const EVERYBODY = ''

/** Puts a whole row, in the place of the one that is there. */
export const putCutOff = (db: Database) =>
  writing(
    db,
    db
      .insert(cutOffs)
      .values(everyColumn(cutOffs))
      .onConflictDoUpdate({
        target: [cutOffs.workspace, cutOffs.strategy, cutOffs.account],
        set: {
          at: sql`excluded.at`,
          keep: sql`excluded.keep`,
          expiresAt: sql`excluded.expires_at`,
          latest: sql`excluded.latest`,
          until: sql`excluded.until`,
        },
      }),
  )

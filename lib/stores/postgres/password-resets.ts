import { and, eq, sql } from 'drizzle-orm'
import type { OpenPostgres } from '#db/postgres/client.ts'
import { accounts, passwordResets as resets } from '#db/postgres/schema.ts'
import type { PasswordResetStore } from '../password-resets.ts'
import { holdingWorkspace } from './locked.ts'
import { given } from './statements.ts'

export function postgresPasswordResets(
  opened: OpenPostgres,
): (workspace: string) => PasswordResetStore {
  const { expiresAt, used } = resets
  const find = opened.db
    .select({ username: resets.username, expiresAt, used })
    .from(resets)
    .where(and(eq(resets.workspace, given('workspace')), eq(resets.tokenHash, given('tokenHash'))))
    .prepare('password_resets_find')

  return (workspace) => ({
    async put({ username, ...reset }) {
      const row = { ...reset, used: false }
      const put = await holdingWorkspace(opened, workspace, 'key share', async (tx) => {
        const named = and(eq(accounts.workspace, workspace), eq(accounts.username, username))
        // Whoever changes the account comes before or after, and not in between.
        const held = await tx
          .select({ is: sql`1` })
          .from(accounts)
          .where(named)
          .for('update')
        if (held.length === 0) return false
        await tx
          .insert(resets)
          .values({ workspace, username, ...row })
          .onConflictDoUpdate({ target: [resets.workspace, resets.username], set: row })
        return true
      })
      return put ?? false
    },
    async find(tokenHash) {
      const [found] = await find.execute({ workspace, tokenHash })
      return found ? { ...found, tokenHash } : null
    },
  })
}

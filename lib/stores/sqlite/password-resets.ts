import { and, eq } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { accounts } from '#db/schema/accounts.ts'
import { passwordResets as resets } from '#db/schema/password-resets.ts'
import type { PasswordResetStore } from '../password-resets.ts'

export function sqlitePasswordResets(db: Database, workspace: string): PasswordResetStore {
  return {
    async put(reset) {
      const { username, ...rest } = reset
      const row = { ...rest, used: false }
      return db.transaction(
        (tx) => {
          const owner = and(eq(accounts.workspace, workspace), eq(accounts.username, username))
          if (
            tx.select({ username: accounts.username }).from(accounts).where(owner).all().length ===
            0
          )
            return false
          tx.insert(resets)
            .values({ workspace, username, ...row })
            .onConflictDoUpdate({ target: [resets.workspace, resets.username], set: row })
            .run()
          return true
        },
        { behavior: 'immediate' },
      )
    },
    async find(tokenHash) {
      const { username, expiresAt, used } = resets
      const mine = and(eq(resets.workspace, workspace), eq(resets.tokenHash, tokenHash))
      const found = db.select({ username, expiresAt, used }).from(resets).where(mine).get()
      return found ? { ...found, tokenHash } : null
    },
  }
}

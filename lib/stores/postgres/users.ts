import { and, asc, eq, gt, sql, type SQL } from 'drizzle-orm'
import type { OpenPostgres, PostgresDatabase } from '#db/postgres/client.ts'
import { accounts, passwordResets as resets } from '#db/postgres/schema.ts'
import type { ResetInForce, UserChange, UserStore } from '../users.ts'
import { recordEvent } from './account-events.ts'
import { holdingWorkspace } from './locked.ts'
import { canBeHeld, everyColumn, given } from './statements.ts'

const columns = {
  username: accounts.username,
  id: accounts.lookupId,
  role: accounts.role,
  disabled: accounts.disabled,
  passwordHash: accounts.passwordHash,
  passwordVersion: accounts.passwordVersion,
}

export function postgresUsers(opened: OpenPostgres): (workspace: string) => UserStore {
  const { db } = opened
  const mine = eq(accounts.workspace, given('workspace'))
  const find = (which?: SQL) => db.select(columns).from(accounts).where(and(mine, which))
  const add = db
    .insert(accounts)
    .values(everyColumn(accounts))
    .onConflictDoNothing()
    .prepare('accounts_add')
  const list = find().orderBy(asc(accounts.added)).prepare('accounts_list')
  const named = find(eq(accounts.username, given('username'))).prepare('accounts_named')
  const byId = find(eq(accounts.lookupId, given('id'))).prepare('accounts_find')

  return (workspace) => ({
    async add({ id: lookupId, ...user }) {
      const fresh = { lookupId, disabled: false, passwordVersion: 0 }
      return (await add.execute({ ...user, ...fresh, workspace })).rowCount === 1
    },
    list: () => list.execute({ workspace }),
    async named(username) {
      if (!canBeHeld(username)) return null
      return (await named.execute({ workspace, username }))[0] ?? null
    },
    async find(id) {
      if (!canBeHeld(id)) return null
      return (await byId.execute({ workspace, id }))[0] ?? null
    },
    async change({ username, id, passwordVersion, reset }, change, event) {
      const unchanged = and(
        eq(accounts.workspace, workspace),
        eq(accounts.username, username),
        id === undefined ? undefined : eq(accounts.lookupId, id),
        passwordVersion === undefined ? undefined : eq(accounts.passwordVersion, passwordVersion),
      )
      const changed = await holdingWorkspace(opened, workspace, 'key share', async (tx) => {
        // Of two at once, the second waits here, and looks at what the first has made of it.
        const held = await tx.select(columns).from(accounts).where(unchanged).for('update')
        if (held.length === 0) return false
        const theirs = and(eq(resets.workspace, workspace), eq(resets.username, username))
        if (reset && !(await useUp(tx, theirs, reset))) return false
        if (change === 'removed') await tx.delete(accounts).where(unchanged)
        else await tx.update(accounts).set(columnsOf(change)).where(unchanged)
        const isVoid = change === 'removed' || change.passwordHash !== undefined
        if (!reset && isVoid) await tx.delete(resets).where(theirs)
        if (event) await recordEvent(tx, workspace, event)
        return true
      })
      return changed ?? false
    },
  })
}

/** False where it is not in force. */
async function useUp(
  tx: PostgresDatabase,
  theirs: SQL | undefined,
  { tokenHash, now }: ResetInForce,
): Promise<boolean> {
  const inForce = and(
    theirs,
    eq(resets.tokenHash, tokenHash),
    eq(resets.used, false),
    gt(resets.expiresAt, now),
  )
  return (await tx.update(resets).set({ used: true }).where(inForce)).rowCount === 1
}

const columnsOf = ({ id, passwordHash, ...rest }: Exclude<UserChange, 'removed'>) => ({
  ...rest,
  ...(id !== undefined && { lookupId: id }),
  ...(passwordHash !== undefined && {
    passwordHash,
    passwordVersion: sql`${accounts.passwordVersion} + 1`,
  }),
})

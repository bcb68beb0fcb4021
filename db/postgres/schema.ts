import { isNull } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'

/**
 * What is kept in PostgreSQL, where there are many nodes. The tables are SQLite's, but without session
 * state, which is in Redis. Times are milliseconds; sessions run on the workspace's clock, workspaces
 * on real time.
 */
const milliseconds = (name: string) => bigint(name, { mode: 'number' })

/** The order in which rows were added, for those who list them by it. */
const added = () => bigint('added', { mode: 'number' }).generatedAlwaysAsIdentity().notNull()

export const workspaces = pgTable(
  'workspaces',
  {
    /** A hash of the id: the id is the capability, and the database does not hold it. */
    key: text('key').primaryKey(),
    settings: text('settings').notNull(),
    clockOffset: milliseconds('clock_offset').notNull(),
    createdAt: milliseconds('created_at').notNull(),
    lastUsedAt: milliseconds('last_used_at').notNull(),
    /** Counted up by triggers on the keys, so that whoever opens the workspace need not read them. */
    keysVersion: integer('keys_version').notNull().default(0),
  },
  (table) => [index('workspaces_last_used').on(table.lastUsedAt)],
)

/** Whose a row is: it goes with its workspace. */
const workspace = () =>
  text('workspace')
    .notNull()
    .references(() => workspaces.key, { onDelete: 'cascade' })

/** Everything that a strategy keeps belongs to it alone, in one workspace. */
const owner = () => ({ workspace: workspace(), strategy: text('strategy').notNull() })

/** What belongs to the servers themselves, and to no workspace. */
export const serverState = pgTable('server_state', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
})

export const accounts = pgTable(
  'accounts',
  {
    workspace: workspace(),
    username: text('username').notNull(),
    /** What credentials name the account by. An operator can change it. */
    lookupId: text('lookup_id').notNull(),
    role: text('role', { enum: ['member', 'admin'] }).notNull(),
    disabled: boolean('disabled').notNull(),
    passwordHash: text('password_hash').notNull(),
    passwordVersion: integer('password_version').notNull(),
    added: added(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.username] }),
    uniqueIndex('accounts_lookup').on(table.workspace, table.lookupId),
  ],
)

/** What has happened to accounts and has not reached every strategy. */
export const accountEvents = pgTable(
  'account_events',
  {
    workspace: workspace(),
    id: text('id').notNull(),
    type: text('type').notNull(),
    /** By id and by name; null for everybody. */
    account: text('account'),
    username: text('username'),
    /** The strategies that have not heard of it, as JSON. */
    waiting: text('waiting').notNull(),
    /** The process that tells them; null where none does. */
    owner: text('owner'),
    added: added(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.id] })],
)

/** One for each account: what is sent to somebody who has forgotten the password. */
export const passwordResets = pgTable(
  'password_resets',
  {
    workspace: workspace(),
    username: text('username').notNull(),
    /** The token itself is in the hands of whoever asked for it. */
    tokenHash: text('token_hash').notNull(),
    expiresAt: milliseconds('expires_at').notNull(),
    used: boolean('used').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.username] })],
)

export const signingKeys = pgTable(
  'signing_keys',
  {
    ...owner(),
    algorithm: text('algorithm', { enum: ['HS256', 'ES256', 'EdDSA', 'RS256'] }).notNull(),
    kid: text('kid').notNull(),
    sealed: text('sealed').notNull(),
    /** Counts the keys of a ring. */
    number: integer('number').notNull(),
    /** The longest for which anything that it signed may live. */
    lifetime: milliseconds('lifetime').notNull(),
    /** Null while it signs; then until when what it signed is verified. */
    verifiesUntil: milliseconds('verifies_until'),
    added: added(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.strategy, table.kid] }),
    uniqueIndex('signing_keys_current')
      .on(table.workspace, table.strategy, table.algorithm)
      .where(isNull(table.verifiesUntil)),
    index('signing_keys_added').on(table.added),
  ],
)

/**
 * As the library's adapter keeps them: the token itself, and not a hash of it. They do not refer to their
 * workspace, with which they would all go at once; they are granted while its row is held.
 */
export const librarySessions = pgTable(
  'library_sessions',
  {
    workspace: text('workspace').notNull(),
    strategy: text('strategy').notNull(),
    token: text('token').notNull(),
    account: text('account').notNull(),
    device: text('device').notNull(),
    signedInAt: milliseconds('signed_in_at').notNull(),
    expiresAt: milliseconds('expires_at').notNull(),
    added: added(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.strategy, table.token] }),
    index('library_sessions_account').on(table.workspace, table.strategy, table.account),
  ],
)

import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** Times are milliseconds; session state runs on the workspace's clock, workspaces on real time. */

export const workspaces = sqliteTable(
  'workspaces',
  {
    /** A hash of the id: the id is the capability, and the database does not hold it. */
    key: text('key').primaryKey(),
    settings: text('settings').notNull(),
    clockOffset: integer('clock_offset').notNull(),
    createdAt: integer('created_at').notNull(),
    lastUsedAt: integer('last_used_at').notNull(),
  },
  (table) => [index('workspaces_last_used').on(table.lastUsedAt)],
)

/** What belongs to the server itself, and to no workspace. */
export const serverState = sqliteTable('server_state', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
})

const workspace = () =>
  text('workspace')
    .notNull()
    .references(() => workspaces.key, { onDelete: 'cascade' })

export const accounts = sqliteTable(
  'accounts',
  {
    workspace: workspace(),
    username: text('username').notNull(),
    /** What credentials name the account by. An operator can change it. */
    lookupId: text('lookup_id').notNull(),
    role: text('role', { enum: ['member', 'admin'] }).notNull(),
    disabled: integer('disabled', { mode: 'boolean' }).notNull(),
    passwordHash: text('password_hash').notNull(),
    passwordVersion: integer('password_version').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.username] }),
    uniqueIndex('accounts_lookup').on(table.workspace, table.lookupId),
  ],
)

/** What has happened to accounts and has not reached every strategy. */
export const accountEvents = sqliteTable(
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
  },
  (table) => [primaryKey({ columns: [table.workspace, table.id] })],
)

/** Everything that a strategy keeps belongs to it alone, in one workspace. */
const owner = () => ({ workspace: workspace(), strategy: text('strategy').notNull() })

export const signingKeys = sqliteTable(
  'signing_keys',
  {
    ...owner(),
    algorithm: text('algorithm', { enum: ['HS256', 'ES256', 'EdDSA', 'RS256'] }).notNull(),
    kid: text('kid').notNull(),
    sealed: text('sealed').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.strategy, table.algorithm] })],
)

export const sessions = sqliteTable(
  'sessions',
  {
    ...owner(),
    id: text('id').notNull(),
    secretHash: text('secret_hash').notNull(),
    account: text('account').notNull(),
    device: text('device').notNull(),
    signedInAt: integer('signed_in_at').notNull(),
    lastSeenAt: integer('last_seen_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.strategy, table.id] }),
    index('sessions_account').on(table.workspace, table.strategy, table.account),
  ],
)

export const revokedTokens = sqliteTable(
  'revoked_tokens',
  {
    ...owner(),
    tokenId: text('token_id').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.strategy, table.tokenId] })],
)

export const cutOffs = sqliteTable(
  'cut_offs',
  {
    ...owner(),
    /** An account, or '' for everybody. */
    account: text('account').notNull(),
    /** The number or the moment of the cut-off; what came before it is void. */
    at: integer('at').notNull(),
    /** The one token that the cut-off spares. */
    keep: text('keep'),
    expiresAt: integer('expires_at').notNull(),
    /** In everybody's row: the last number, or the last moment of issue, that was given to anybody. */
    latest: integer('latest').notNull().default(0),
    /** In everybody's row: when the last of all tokens that were issued ends. */
    until: integer('until').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.strategy, table.account] })],
)

export const refreshFamilies = sqliteTable(
  'refresh_families',
  {
    ...owner(),
    id: text('id').notNull(),
    account: text('account').notNull(),
    device: text('device').notNull(),
    signedInAt: integer('signed_in_at').notNull(),
    generation: integer('generation').notNull(),
    rotatedAt: integer('rotated_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.strategy, table.id] }),
    index('refresh_families_account').on(table.workspace, table.strategy, table.account),
  ],
)

export const versions = sqliteTable(
  'versions',
  {
    ...owner(),
    /** An account, or '' for everybody. */
    account: text('account').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspace, table.strategy, table.account] })],
)

/** As the library's adapter keeps them: the token itself, and not a hash of it. */
export const librarySessions = sqliteTable(
  'library_sessions',
  {
    ...owner(),
    token: text('token').notNull(),
    account: text('account').notNull(),
    device: text('device').notNull(),
    signedInAt: integer('signed_in_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.strategy, table.token] }),
    index('library_sessions_account').on(table.workspace, table.strategy, table.account),
  ],
)

/** What the lab's thief has copied, sealed: the copy is a working credential. */
export const thiefCopies = sqliteTable(
  'thief_copies',
  { ...owner(), sealed: text('sealed').notNull() },
  (table) => [primaryKey({ columns: [table.workspace, table.strategy] })],
)

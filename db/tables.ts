import { accountEvents } from './schema/account-events.ts'
import { accounts } from './schema/accounts.ts'
import { cutOffs } from './schema/cut-offs.ts'
import { librarySessions } from './schema/library-sessions.ts'
import { passwordResets } from './schema/password-resets.ts'
import { refreshFamilies } from './schema/refresh-families.ts'
import { revokedTokens } from './schema/revoked-tokens.ts'
import { serverState } from './schema/server-state.ts'
import { sessions } from './schema/sessions.ts'
import { signingKeys } from './schema/signing-keys.ts'
import { thiefCopies } from './schema/thief-copies.ts'
import { versions } from './schema/versions.ts'
import { workspaces } from './schema/workspaces.ts'

/** Every table there is. */
export const tables = {
  workspaces,
  serverState,
  accounts,
  accountEvents,
  passwordResets,
  signingKeys,
  sessions,
  revokedTokens,
  cutOffs,
  refreshFamilies,
  versions,
  librarySessions,
  thiefCopies,
}

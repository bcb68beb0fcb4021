import { absoluteTimeout } from './events/absolute-timeout.ts'
import { ban } from './events/ban.ts'
import { deletion } from './events/delete.ts'
import { forceLogout } from './events/force-logout.ts'
import { idleTimeout } from './events/idle-timeout.ts'
import { logout } from './events/logout.ts'
import { logoutAllUsers } from './events/logout-all-users.ts'
import { logoutEverywhere } from './events/logout-everywhere.ts'
import { logoutOthers } from './events/logout-others.ts'
import { passwordChange } from './events/password-change.ts'
import { reauthentication } from './events/reauthentication.ts'
import { rekeyAccount } from './events/rekey-account.ts'
import { revokeDevice } from './events/revoke-device.ts'
import { roleChange } from './events/role-change.ts'
import { rotateKeys } from './events/rotate-keys.ts'
import type { Scenario } from './stage.ts'

/** One scenario for each event, in the order in which pages and tables show them. */
export const scenarios: readonly Scenario[] = [
  logout,
  logoutOthers,
  logoutEverywhere,
  revokeDevice,
  passwordChange,
  ban,
  deletion,
  roleChange,
  forceLogout,
  rotateKeys,
  logoutAllUsers,
  rekeyAccount,
  idleTimeout,
  absoluteTimeout,
  reauthentication,
]

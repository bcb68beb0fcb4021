import { absoluteTimeout } from './absolute-timeout.ts'
import { ban } from './ban.ts'
import { browserClose } from './browser-close.ts'
import { deletion } from './delete.ts'
import { deviceLimit } from './device-limit.ts'
import { forceLogout } from './force-logout.ts'
import { idleTimeout } from './idle-timeout.ts'
import { logout } from './logout.ts'
import { logoutAllUsers } from './logout-all-users.ts'
import { logoutEverywhere } from './logout-everywhere.ts'
import { logoutOthers } from './logout-others.ts'
import { passwordChange } from './password-change.ts'
import { passwordReset } from './password-reset.ts'
import { reauthentication } from './reauthentication.ts'
import { rekeyAccount } from './rekey-account.ts'
import { revokeDevice } from './revoke-device.ts'
import { roleChange } from './role-change.ts'
import { rotateKeys } from './rotate-keys.ts'
import { routineRotation } from './routine-rotation.ts'
import type { Scenario } from '../stage.ts'

/** One scenario for each event, in the order in which pages and tables show them. */
export const scenarios: readonly Scenario[] = [
  logout,
  logoutOthers,
  logoutEverywhere,
  revokeDevice,
  passwordChange,
  passwordReset,
  ban,
  deletion,
  roleChange,
  forceLogout,
  rotateKeys,
  routineRotation,
  logoutAllUsers,
  rekeyAccount,
  idleTimeout,
  absoluteTimeout,
  reauthentication,
  deviceLimit,
  browserClose,
]

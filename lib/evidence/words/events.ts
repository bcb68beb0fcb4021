import type { EventName } from '../../strategies/events.ts'

/** How pages name an event, as something to press. What more is said of it is in files of its own. */
export const eventPress: Record<EventName, string> = {
  logout: 'Log out',
  'logout-others': 'Log out the others',
  'logout-everywhere': 'Log out everywhere',
  'revoke-device': 'Sign out a device',
  'password-change': 'Change password',
  'password-reset': 'Reset password',
  ban: 'Ban',
  delete: 'Delete',
  'role-change': 'Demote',
  'force-logout': 'Force log-out',
  'rotate-keys': 'Rotate keys',
  'routine-rotation': 'Rotate as a routine',
  'logout-all-users': 'Sign everybody out',
  'rekey-account': 'Change account id',
  'idle-timeout': 'Idle too long',
  'absolute-timeout': 'Lifetime over',
  reauthentication: 'Ask for the password again',
  'device-limit': 'One device too many',
  'browser-close': 'Close the browser',
}

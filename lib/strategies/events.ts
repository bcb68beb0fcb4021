/** What should end a session, in the order in which pages and tables show it. */
export const eventNames = [
  'logout',
  'logout-others',
  'logout-everywhere',
  'revoke-device',
  'password-change',
  'password-reset',
  'ban',
  'delete',
  'role-change',
  'force-logout',
  'rotate-keys',
  'routine-rotation',
  'logout-all-users',
  'rekey-account',
  'idle-timeout',
  'absolute-timeout',
  'reauthentication',
  'device-limit',
  'browser-close',
] as const

export type EventName = (typeof eventNames)[number]

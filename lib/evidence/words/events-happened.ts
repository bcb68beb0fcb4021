import type { EventName } from '../../strategies/events.ts'

/** The event as something that happened. */
export const eventHappened: Record<EventName, string> = {
  logout: 'Alice logged out',
  'logout-others': 'Alice logged her other devices out',
  'logout-everywhere': 'Alice logged out everywhere',
  'revoke-device': 'Alice signed a device out',
  'password-change': 'Alice changed her password',
  'password-reset': 'Alice reset her forgotten password',
  ban: 'Alice was banned',
  delete: 'Alice was deleted',
  'role-change': 'Alice was demoted',
  'force-logout': 'Alice was signed out by the operator',
  'rotate-keys': 'The signing keys were thrown away',
  'routine-rotation': 'The signing keys were changed as a routine',
  'logout-all-users': 'Everybody was signed out',
  'rekey-account': "Alice's account id was changed",
  'idle-timeout': 'The session was idle for too long',
  'absolute-timeout': 'The session reached its absolute lifetime',
  reauthentication: 'Alice gave her password again',
  'device-limit': 'Alice signed in on one device too many',
  'browser-close': 'Alice closed her browser and opened it again',
}

import type { EventName } from '../../strategies/events.ts'

/** What happens at the event, in a sentence. */
export const eventAbout: Record<EventName, string> = {
  logout: 'The user signs out on this device.',
  'logout-others': 'The user signs out everywhere but on this device.',
  'logout-everywhere': 'The user signs out on all devices, this one included.',
  'revoke-device': 'The user picks one of the devices from a list and signs it out.',
  'password-change':
    'The user changes the password; this device should stay signed in, all others not.',
  'password-reset':
    'The user has forgotten the password and sets a new one by a link: every session should end.',
  ban: 'The operator disables the account.',
  delete: 'The operator deletes the account.',
  'role-change': 'The operator gives the account another role: old rights should be gone.',
  'force-logout': 'The operator signs the account out everywhere.',
  'rotate-keys': 'The emergency: every signing key is replaced, so everything signed with it dies.',
  'routine-rotation':
    'Other keys sign from now on; what the old ones signed is good until it ends.',
  'logout-all-users': 'The operator ends the sessions of all accounts.',
  'rekey-account':
    'The account gets a new id: whatever is resolved by the old one resolves no more.',
  'idle-timeout': 'Nobody has used the session for as long as the idle lifetime.',
  'absolute-timeout':
    'The session is as old as a session may get, however often it was used or renewed.',
  reauthentication:
    'A sensitive action wants a recent sign-in: the old credential should die with it.',
  'device-limit':
    'One more sign-in than the workspace allows: the session of the device that is signed in for longest should end.',
  'browser-close':
    'The user closes the browser and opens it again: cookies without a date are gone, and a copy of them is not.',
}

import type { EventName } from '#lib/strategies/events.ts'

/** What a scenario wants to know, in the words of whoever reviews a design. */
export const questions: Record<EventName, string> = {
  logout: 'Does a copy that was made before the log-out still open the door after it?',
  'logout-others': 'Do the other devices lose their sessions, and does this one keep its own?',
  'logout-everywhere': 'Does "everywhere" reach the devices that nobody is holding, and at once?',
  'revoke-device': 'Can one lost device be signed out, without asking for it and without the rest?',
  'password-change': 'Does whoever knew the old session lose it when the password changes?',
  'password-reset': 'Does whoever is signed in lose it when somebody else resets the password?',
  ban: 'How long does an account that was disabled go on being let in?',
  delete: 'How long does an account that is gone go on being let in?',
  'role-change': 'For how long does an administrator who is none any more act as one?',
  'force-logout': "Can an operator end somebody's sessions without their help?",
  'rotate-keys': 'What dies with the keys, and what does not depend on them at all?',
  'routine-rotation': 'Can the signing keys be changed without signing anybody out?',
  'logout-all-users': 'Can everybody be signed out after a breach, and how fast?',
  'rekey-account': 'Does a credential that names the account by its old id still find it?',
  'idle-timeout': 'Does a session that nobody uses end by itself, whoever holds the copy?',
  'absolute-timeout': 'Can a thief who renews without a pause stay for ever?',
  reauthentication: 'Does the credential from before the password was given again die with it?',
  'device-limit': 'Where an account may have so many devices, does one more end the oldest?',
  'browser-close': 'Does closing the browser end anything but what this browser holds?',
}

import type { EventName } from '../../strategies/events.ts'

/** How pages speak of an event: as something to press, as something that happened, and in full. */
interface EventWords {
  press: string
  happened: string
  about: string
}

export const eventWords: Record<EventName, EventWords> = {
  logout: {
    press: 'Log out',
    happened: 'Alice logged out',
    about: 'The user signs out on this device.',
  },
  'logout-others': {
    press: 'Log out the others',
    happened: 'Alice logged her other devices out',
    about: 'The user signs out everywhere but on this device.',
  },
  'logout-everywhere': {
    press: 'Log out everywhere',
    happened: 'Alice logged out everywhere',
    about: 'The user signs out on all devices, this one included.',
  },
  'revoke-device': {
    press: 'Sign out a device',
    happened: 'Alice signed a device out',
    about: 'The user picks one of the devices from a list and signs it out.',
  },
  'password-change': {
    press: 'Change password',
    happened: 'Alice changed her password',
    about: 'The user changes the password; this device should stay signed in, all others not.',
  },
  ban: {
    press: 'Ban',
    happened: 'Alice was banned',
    about: 'The operator disables the account.',
  },
  delete: {
    press: 'Delete',
    happened: 'Alice was deleted',
    about: 'The operator deletes the account.',
  },
  'role-change': {
    press: 'Demote',
    happened: 'Alice was demoted',
    about: 'The operator gives the account another role: old rights should be gone.',
  },
  'force-logout': {
    press: 'Force log-out',
    happened: 'Alice was signed out by the operator',
    about: 'The operator signs the account out everywhere.',
  },
  'rotate-keys': {
    press: 'Rotate keys',
    happened: 'The signing keys were thrown away',
    about: 'The emergency: every signing key is replaced, so everything signed with it dies.',
  },
  'logout-all-users': {
    press: 'Sign everybody out',
    happened: 'Everybody was signed out',
    about: 'The operator ends the sessions of all accounts.',
  },
  'rekey-account': {
    press: 'Change lookup id',
    happened: "Alice's lookup id was changed",
    about: 'The account gets a new id: whatever is resolved by the old one resolves no more.',
  },
  'idle-timeout': {
    press: 'Idle too long',
    happened: 'The session was idle for too long',
    about: 'Nobody has used the session for as long as the idle lifetime.',
  },
  'absolute-timeout': {
    press: 'Lifetime over',
    happened: 'The session reached its absolute lifetime',
    about: 'The session is as old as a session may get, however often it was used or renewed.',
  },
  reauthentication: {
    press: 'Ask for the password again',
    happened: 'Alice gave her password again',
    about: 'A sensitive action wants a recent sign-in: the old credential should die with it.',
  },
}

import type { EventName } from '#lib/strategies/events.ts'

interface Standard {
  name: string
  url: string
  says: string
}

const asvs = (number: string, says: string): Standard => ({
  name: `OWASP ASVS 5.0, ${number}`,
  url: 'https://github.com/OWASP/ASVS/blob/v5.0.0/5.0/en/0x16-V7-Session-Management.md',
  says,
})

const wstgPages =
  'https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing'
const testLogout: Standard = {
  name: 'OWASP WSTG-SESS-06: log-out',
  url: `${wstgPages}/06-Testing_for_Logout_Functionality`,
  says: 'Sign out, present the old session again, and see whether the server still takes it.',
}
const testTimeout: Standard = {
  name: 'OWASP WSTG-SESS-07: time-outs',
  url: `${wstgPages}/07-Testing_Session_Timeout`,
  says: 'Wait until the session should be over, and check that the server ends it, not the page.',
}

const ended = asvs(
  '7.4.1',
  'Once a session is ended, by log-out or by its age, it is of no further use. Self-contained tokens need something of their own for that: a list of ended ones, a cut-off time or a key for each user.',
)
const disabled = asvs(
  '7.4.2',
  'When an account is disabled or deleted, all of its active sessions end.',
)
const byOperator = asvs(
  '7.4.5',
  'An administrator can end the active sessions of one user, or of all.',
)
const listed = asvs(
  '7.5.2',
  'Users can see their active sessions and end any or all of them, after giving a factor again.',
)
const oauthEvents: Standard = {
  name: 'RFC 9700, section 4.14.2',
  url: 'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
  says: 'Refresh tokens may be revoked after a security event, such as a change of the password or a log-out, and should expire when they are not used for a while.',
}
const subject: Standard = {
  name: 'RFC 8725, section 3.8',
  url: 'https://www.rfc-editor.org/rfc/rfc8725#section-3.8',
  says: 'The subject of a token has to be one that the application knows: where it is none, the token is rejected.',
}
const keys: Standard = {
  name: 'RFC 8725: JSON Web Token best current practices',
  url: 'https://www.rfc-editor.org/rfc/rfc8725',
  says: 'Says how tokens are to be signed and checked. It does not speak of ending one before it expires, except that a key that is gone verifies nothing.',
}
const nist = (section: string, says: string): Standard => ({
  name: `NIST SP 800-63B-4, section ${section}`,
  url: 'https://pages.nist.gov/800-63-4/sp800-63b.html',
  says,
})
const loggedOut = nist('5.1', 'The secret of a session is erased or made invalid at log-out.')
const reauthenticated = nist(
  '2.2.3',
  'At AAL2 the password or another factor is asked for again after 24 hours at the latest, and after an idle hour.',
)

/** Which standards speak of an event; where none does, that is said. */
export const standards: Record<EventName, readonly Standard[]> = {
  logout: [ended, testLogout, loggedOut, oauthEvents],
  'logout-others': [listed, ended],
  'logout-everywhere': [listed, ended, testLogout],
  'revoke-device': [listed, ended],
  'password-change': [
    asvs(
      '7.4.3',
      'After a change of the password, or of any other factor, the user is offered to end all other sessions.',
    ),
    oauthEvents,
  ],
  'password-reset': [
    {
      name: 'OWASP Forgot Password Cheat Sheet',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Forgot_Password_Cheat_Sheet.html',
      says: 'A reset works once and for a short time, rests as a hash, takes as long for a token that is none, and signs nobody in; sessions that there are end, or the user is asked.',
    },
    asvs(
      '7.4.3',
      'After a change of the password by a reset, too, the user can end all other sessions.',
    ),
    oauthEvents,
  ],
  ban: [disabled, subject],
  delete: [disabled, subject],
  'role-change': [],
  'force-logout': [byOperator, ended],
  'rotate-keys': [keys],
  'routine-rotation': [
    {
      name: 'NIST SP 800-57 part 1, section 5.3.4',
      url: 'https://csrc.nist.gov/pubs/sp/800/57/pt1/r5/final',
      says: 'A key that signs is used for a limited time; for how long it verifies what it signed is a time of its own, and may be longer.',
    },
    {
      name: 'OpenID Connect Core 1.0, section 10.1.1',
      url: 'https://openid.net/specs/openid-connect-core-1_0.html#RotateSigKeys',
      says: 'A new key signs at any time, under a new kid; keys that were in use lately stay published for a while, so that a change of keys goes smoothly.',
    },
  ],
  'logout-all-users': [byOperator, ended],
  'rekey-account': [subject],
  'idle-timeout': [
    asvs('7.3.1', 'A session that is not used for a while ends; how long that is, is documented.'),
    testTimeout,
    reauthenticated,
  ],
  'absolute-timeout': [
    asvs('7.3.2', 'A session has a longest lifetime, after which the user signs in again.'),
    testTimeout,
    reauthenticated,
  ],
  reauthentication: [
    asvs(
      '7.2.4',
      'Signing in, and giving the password again, makes a new session token and ends the old one.',
    ),
    asvs('7.5.3', 'Highly sensitive actions want another factor, or a second check, first.'),
    reauthenticated,
  ],
  'device-limit': [
    asvs(
      '7.1.2',
      'How many sessions an account may have at once is documented, and what happens when there are more.',
    ),
    listed,
  ],
  'browser-close': [
    {
      name: 'RFC 6265bis, section 5.7',
      url: 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-5.7',
      says: 'A cookie with neither Max-Age nor Expires lasts until the session of the browser is over, whatever a browser takes for that: one that restores its tabs restores such cookies too.',
    },
    {
      name: 'OWASP Session Management Cheat Sheet',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html#expire-and-max-age-attributes',
      says: 'Cookies that are kept when the browser is closed should be avoided; the server ends a session by itself in any case.',
    },
  ],
}

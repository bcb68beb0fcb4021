import type { Requirement } from '../../evidence/requirement.ts'

const ASVS = 'https://github.com/OWASP/ASVS/blob/v5.0.0/5.0/en'
const asvs =
  (chapter: string) =>
  (number: string, text: string): Requirement => ({
    standard: 'OWASP ASVS 5.0',
    number,
    text,
    url: `${ASVS}/${chapter}.md`,
  })
const asvs3 = asvs('0x12-V3-Web-Frontend-Security')
const asvs4 = asvs('0x13-V4-API-and-Web-Service')
const asvs7 = asvs('0x16-V7-Session-Management')
const asvs8 = asvs('0x17-V8-Authorization')
const asvs9 = asvs('0x18-V9-Self-contained-Tokens')
const asvs10 = asvs('0x19-V10-OAuth-and-OIDC')
const asvs16 = asvs('0x25-V16-Security-Logging-and-Error-Handling')
const wstg = (number: string, page: string, text: string): Requirement => ({
  standard: 'OWASP WSTG',
  number: `WSTG-SESS-${number}`,
  text,
  url: `https://owasp.org/www-project-web-security-testing-guide/stable/4-Web_Application_Security_Testing/06-Session_Management_Testing/${number}-${page}`,
})

const rfc =
  (standard: `RFC ${number}`) =>
  (number: string, text: string): Requirement => ({
    standard,
    number,
    text,
    url: `https://www.rfc-editor.org/rfc/${standard.toLowerCase().replace(' ', '')}#section-${number}`,
  })
const rfc6265 = rfc('RFC 6265')
const rfc6455 = rfc('RFC 6455')
const rfc6585 = rfc('RFC 6585')
const rfc6819 = rfc('RFC 6819')
const rfc8725 = rfc('RFC 8725')
const rfc9110 = rfc('RFC 9110')
const rfc9700 = rfc('RFC 9700')

export const requirements = {
  'asvs-3.2.2': asvs3('3.2.2', 'What is meant to be shown as text cannot become markup or script.'),
  'asvs-3.3.2': asvs3('3.3.2', 'Every cookie has the SameSite value that its purpose asks for.'),
  'asvs-3.3.3': asvs3(
    '3.3.3',
    'A cookie that is not meant for other hosts has the prefix __Host- in its name.',
  ),
  'asvs-3.3.4': asvs3(
    '3.3.4',
    'A session token is HttpOnly, and reaches the client in Set-Cookie and in no other way.',
  ),
  'asvs-3.5.1': asvs3(
    '3.5.1',
    'A request that any site can send without asking is checked: it has to come from the application itself.',
  ),
  'asvs-3.5.3': asvs3(
    '3.5.3',
    'What changes something is not asked for with GET, or the server looks at what kind of request it is.',
  ),
  'asvs-3.5.4': asvs3(
    '3.5.4',
    'Applications that are separate have hosts of their own, to which their cookies are limited.',
  ),
  'asvs-4.4.2': asvs4(
    '4.4.2',
    'The handshake of a WebSocket is held against the origins that may open one.',
  ),
  'asvs-7.2.4': asvs7(
    '7.2.4',
    'Every sign-in, a repeated one too, brings a new session token and ends the one before.',
  ),
  'asvs-7.3.1': asvs7('7.3.1', 'A session that nobody uses ends after a set time.'),
  'asvs-7.3.2': asvs7('7.3.2', 'A session ends after a longest time, however much it is used.'),
  'asvs-7.4.1': asvs7(
    '7.4.1',
    'After a log-out or at its expiry a session cannot be used any more; self-contained tokens need a way for it, such as a list of ended tokens, a date for the account or a key of its own.',
  ),
  'asvs-7.4.2': asvs7('7.4.2', 'All sessions of an account end when it is disabled or deleted.'),
  'asvs-7.4.3': asvs7('7.4.3', 'After a change of password the user can end all other sessions.'),
  'asvs-7.4.5': asvs7('7.4.5', 'An administrator can end the sessions of one user or of all.'),
  'asvs-8.3.2': asvs8(
    '8.3.2',
    'A change of what somebody may do holds at once; where a self-contained token keeps that from happening, something else has to limit the harm.',
  ),
  'asvs-8.4.1': asvs8('8.4.1', 'What one tenant does never reaches another.'),
  'asvs-9.1.1': asvs9(
    '9.1.1',
    'The signature of a token is checked before anything in it is used.',
  ),
  'asvs-9.1.2': asvs9(
    '9.1.2',
    'Only listed algorithms are accepted, never "none", and none for which a key was not made.',
  ),
  'asvs-9.1.3': asvs9(
    '9.1.3',
    'Keys to check a token with come from the configuration, and not from the token.',
  ),
  'asvs-9.2.1': asvs9('9.2.1', 'A token is good within its time span and not outside.'),
  'asvs-9.2.2': asvs9('9.2.2', 'A token is used for what its type says that it is for.'),
  'asvs-9.2.3': asvs9('9.2.3', 'A service takes only tokens that are meant for it.'),
  'asvs-10.4.5': asvs10(
    '10.4.5',
    'A rotated refresh token that comes back ends all refresh tokens of that authorization.',
  ),
  'asvs-10.4.8': asvs10('10.4.8', 'Refresh tokens have a last day, even where they slide.'),
  'asvs-16.5.2': asvs16(
    '16.5.2',
    'The application stays secure when something that it needs fails.',
  ),
  'asvs-16.5.3': asvs16('16.5.3', 'What fails, fails closed: an error lets nobody in.'),
  'wstg-sess-02': wstg(
    '02',
    'Testing_for_Cookies_Attributes',
    'Session cookies have the attributes that keep scripts and other sites away from them.',
  ),
  'wstg-sess-05': wstg(
    '05',
    'Testing_for_Cross_Site_Request_Forgery',
    "Another site cannot make the owner's browser do what the owner did not ask for.",
  ),
  'wstg-sess-03': wstg(
    '03',
    'Testing_for_Session_Fixation',
    'A session identifier from before the sign-in is worth nothing after it.',
  ),
  'wstg-sess-07': wstg(
    '07',
    'Testing_Session_Timeout',
    'A browser that is left alone is signed out after a while, on the server.',
  ),
  'wstg-sess-09': wstg(
    '09',
    'Testing_for_Session_Hijacking',
    'A copied session cookie should not be enough to be somebody else.',
  ),
  'wstg-sess-10': wstg(
    '10',
    'Testing_JSON_Web_Tokens',
    'Tokens whose algorithm, signature, key or claims were tampered with are refused.',
  ),
  'rfc6265-5.3': rfc6265(
    '5.3',
    'A cookie that arrives takes the place of the one with its name, host and path, whenever it was sent.',
  ),
  'rfc6455-10.2': rfc6455(
    '10.2',
    'A server that is not meant for every site checks the Origin of a handshake, and answers 403.',
  ),
  'rfc6265-8.6': rfc6265(
    '8.6',
    'Cookies have no integrity against other hosts of the site: a server cannot tell who has set one.',
  ),
  'rfc6585-5': rfc6585(
    '5',
    'A server may refuse a request whose headers are too large, and says so with 431.',
  ),
  'rfc6819-5.1.4.1.3': rfc6819(
    '5.1.4.1.3',
    'Credentials are not stored in clear text: a hash is enough to recognise them.',
  ),
  'rfc8725-3.1': rfc8725('3.1', 'A key is used with the one algorithm that it was made for.'),
  'rfc8725-3.3': rfc8725(
    '3.3',
    'Every cryptographic operation on a token is checked, or it is refused.',
  ),
  'rfc8725-3.5': rfc8725(
    '3.5',
    'Keys have enough entropy: a password that people remember is no key.',
  ),
  'rfc8725-3.8': rfc8725('3.8', "Issuer and subject are checked, and the key is the issuer's."),
  'rfc8725-3.9': rfc8725('3.9', 'A token that is meant for somebody else is refused.'),
  'rfc8725-3.10': rfc8725(
    '3.10',
    'Claims and headers are not trusted: a "kid" may inject, and a "jku" may name any address.',
  ),
  'rfc8725-3.11': rfc8725('3.11', 'The type of a token is written in it, and checked.'),
  'rfc8725-3.12': rfc8725('3.12', 'Different kinds of token pass different checks.'),
  'rfc9110-9.2.1': rfc9110(
    '9.2.1',
    'GET is safe: whoever asks for something with it has not asked for a change.',
  ),
  'rfc9700-2.2.1': rfc9700(
    '2.2.1',
    'Tokens should be bound to their sender, so that a copy is worth nothing.',
  ),
  'rfc9700-4.14.2': rfc9700(
    '4.14.2',
    'A public client has its refresh tokens rotated, and reuse of an old one ends the lineage, or they are bound to it.',
  ),
  'wstg-sess-06': wstg(
    '06',
    'Testing_for_Logout_Functionality',
    'A log-out ends the session on the server, and not in the client alone.',
  ),
} as const satisfies Record<string, Requirement>

export type RequirementId = keyof typeof requirements

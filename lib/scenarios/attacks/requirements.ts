/** A requirement of a standard that an attack speaks to. */
export interface Requirement {
  standard: 'OWASP ASVS 5.0' | 'OWASP WSTG' | 'RFC 8725' | 'RFC 9700'
  /** As the standard counts. */
  number: string
  /** What it asks for, in our own words. */
  asks: string
  url: string
}

const ASVS = 'https://github.com/OWASP/ASVS/blob/v5.0.0/5.0/en'
const asvs7 = (number: string, asks: string): Requirement => ({
  standard: 'OWASP ASVS 5.0',
  number,
  asks,
  url: `${ASVS}/0x16-V7-Session-Management.md`,
})
const wstg = (number: string, page: string, asks: string): Requirement => ({
  standard: 'OWASP WSTG',
  number: `WSTG-SESS-${number}`,
  asks,
  url: `https://owasp.org/www-project-web-security-testing-guide/stable/4-Web_Application_Security_Testing/06-Session_Management_Testing/${number}-${page}`,
})

export const requirements = {
  'asvs-7.4.1': asvs7(
    '7.4.1',
    'After a log-out or at its expiry a session cannot be used any more; self-contained tokens need a way for it, such as a list of ended tokens, a date for the account or a key of its own.',
  ),
  'asvs-7.4.2': asvs7('7.4.2', 'All sessions of an account end when it is disabled or deleted.'),
  'asvs-7.4.3': asvs7('7.4.3', 'After a change of password the user can end all other sessions.'),
  'asvs-7.4.5': asvs7('7.4.5', 'An administrator can end the sessions of one user or of all.'),
  'wstg-sess-06': wstg(
    '06',
    'Testing_for_Logout_Functionality',
    'A log-out ends the session on the server, and not in the client alone.',
  ),
} as const satisfies Record<string, Requirement>

export type RequirementId = keyof typeof requirements

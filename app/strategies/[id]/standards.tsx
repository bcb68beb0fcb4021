interface Standard {
  name: string
  url: string
  says: readonly string[]
}

/** In plain words; a number stands only where the requirement says just this. */
const standards: readonly Standard[] = [
  {
    name: 'OWASP ASVS 5, chapter V7: session management',
    url: 'https://github.com/OWASP/ASVS/blob/v5.0.0/5.0/en/0x16-V7-Session-Management.md',
    says: [
      '7.4.1: after a log-out or an expiry the session is of no more use. Self-contained tokens need a list of ended ones, a cut-off date for each user, or a key for each user.',
      '7.4.2: a disabled or deleted account loses all its sessions.',
      '7.4.3: after a change of the password the user can end all other sessions.',
      '7.4.5: administrators can end the sessions of one user, and of all.',
    ],
  },
  {
    name: 'NIST SP 800-63B-4',
    url: 'https://pages.nist.gov/800-63-4/sp800-63b.html',
    says: [
      '2.2.3: at AAL2, sign in again after 24 hours at the latest, or after an idle hour.',
      'Chapter 5: a session goes on until it is ended, by idle time, by a log-out or otherwise.',
    ],
  },
  {
    name: 'RFC 8725: JSON Web Token best current practices',
    url: 'https://www.rfc-editor.org/rfc/rfc8725',
    says: [
      '3.1: the server pins the algorithm; a token never decides how it is checked.',
      '3.8 and 3.9: issuer and audience are checked, so a token of one place is nothing in another.',
      '3.11: an explicit type keeps one kind of token from passing as another.',
    ],
  },
  {
    name: 'RFC 9700: best current practice for OAuth 2.0 security',
    url: 'https://www.rfc-editor.org/rfc/rfc9700',
    says: [
      '4.14: refresh tokens of public clients rotate with every use or are bound to their sender; one that comes twice ends them all.',
    ],
  },
  {
    name: 'RFC 9449: DPoP, tokens bound to a key',
    url: 'https://www.rfc-editor.org/rfc/rfc9449',
    says: [
      'A token is worth nothing without a key that never leaves the client. No strategy here does this: everywhere, a copy is all that the thief needs.',
    ],
  },
]

export function Standards() {
  return (
    <section aria-labelledby="standards" className="mt-8">
      <h2 id="standards" className="text-lg">
        Standards that speak of it
      </h2>
      <ul className="mt-3 grid gap-2 md:grid-cols-2 xl:grid-cols-3">
        {standards.map(({ name, url, says }) => (
          <li key={url} className="panel p-4 text-sm">
            <a href={url} rel="noreferrer">
              {name}
            </a>
            <ul className="mt-1 grid gap-1 text-soft">
              {says.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  )
}

const standards = [
  {
    name: 'RFC 8725: JSON Web Token best current practices',
    url: 'https://www.rfc-editor.org/rfc/rfc8725',
    says: 'Pin the algorithm, the issuer, the audience and the type of every token; never let a token decide how it is checked.',
  },
  {
    name: 'RFC 9700: best current practice for OAuth 2.0 security',
    url: 'https://www.rfc-editor.org/rfc/rfc9700',
    says: 'Refresh tokens of public clients rotate with every use, and a token that comes twice ends the whole grant.',
  },
  {
    name: 'OWASP ASVS 5, chapter V7: session management',
    url: 'https://github.com/OWASP/ASVS/blob/v5.0.0/5.0/en/0x16-V7-Session-Management.md',
    says: 'Logging out ends the session on the server; a disabled or deleted account loses all its sessions; after a change of the password the user can end all others.',
  },
] as const

export function Standards() {
  return (
    <section aria-labelledby="standards" className="mt-8">
      <h2 id="standards" className="text-lg">
        Standards that speak of it
      </h2>
      <ul className="mt-3 grid gap-2 md:grid-cols-3">
        {standards.map(({ name, url, says }) => (
          <li key={url} className="panel p-4 text-sm">
            <a href={url} rel="noreferrer">
              {name}
            </a>
            <p className="mt-1 text-soft">{says}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

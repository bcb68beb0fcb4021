/** A term of the field, as it is used on every page. */
export interface Term {
  /** What an address calls it. */
  id: string
  term: string
  /** What else it is called in running text, in the singular. */
  also?: readonly string[]
  meaning: string
  /** Where it is defined, or where more is to be read. */
  source?: { name: string; url: string }
  /** The page of the lab that shows it. */
  shownAt?: string
}

const rfc = (number: number, section: string) => ({
  name: `RFC ${number}, section ${section}`,
  url: `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`,
})

/** In the order of the alphabet. */
export const glossary: readonly Term[] = [
  {
    id: 'access-token',
    term: 'Access token',
    meaning:
      'What a client presents with each request. Here it is signed, or it is a random id that the server looks up.',
    source: rfc(6749, '1.4'),
  },
  {
    id: 'allowlist',
    term: 'Allowlist',
    meaning:
      'A row for each token that is in force. A token without its row is void, so each request costs a read.',
    shownAt: '/learn/revocation',
  },
  {
    id: 'blocklist',
    term: 'Blocklist (denylist)',
    also: ['denylist'],
    meaning:
      'The ids of the tokens that were revoked before they expired. It is read on each request, and an id leaves it when its token has expired.',
    shownAt: '/learn/revocation',
  },
  {
    id: 'collateral',
    term: 'Collateral',
    meaning:
      'Whoever loses a session that should have stayed: other devices of the user, or everybody.',
    shownAt: '/compare',
  },
  {
    id: 'csrf',
    term: 'CSRF (cross-site request forgery)',
    meaning:
      'A page of another site makes the browser send a request, and the browser adds the cookies of the victim.',
    source: {
      name: 'OWASP: CSRF prevention',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html',
    },
    shownAt: '/learn/cookie-or-storage',
  },
  {
    id: 'cut-off',
    term: 'Cut-off (issued-after)',
    meaning:
      'One mark for each account: every token that was issued before it is void. One log-out ends all devices.',
    shownAt: '/learn/revocation',
  },
  {
    id: 'evidence',
    term: 'Evidence',
    meaning: 'What a run measured. Nothing in the lab that counts as a result is typed by hand.',
    shownAt: '/about',
  },
  {
    id: 'grace',
    term: 'Grace (leeway, reuse interval)',
    meaning:
      'For how long a refresh token that was just used is answered as if it were new. It forgives lost answers and second tabs, and a thief who is quick.',
    shownAt: '/learn/refresh-and-reuse',
  },
  {
    id: 'horizon',
    term: 'Horizon',
    meaning:
      'Where measuring ended. What is still open there is called “at least”, and not “never”.',
  },
  {
    id: 'idle-timeout',
    term: 'Idle timeout',
    meaning: 'A session ends when nobody has used it for that long.',
    source: {
      name: 'OWASP: Session expiration',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html#session-expiration',
    },
  },
  {
    id: 'jwt',
    term: 'JWT (JSON Web Token)',
    meaning:
      'Claims with a signature. Whoever has the key can check it without asking anybody, and so nobody can revoke it.',
    source: rfc(7519, '1'),
    shownAt: '/learn/stateless-tokens',
  },
  {
    id: 'knock',
    term: 'Knock',
    meaning: 'One request of the thief, with the copy that it took.',
  },
  {
    id: 'promise',
    term: 'Promise',
    meaning:
      'What a strategy declares of an event: the copy stops at once, within a time, at its expiry, or never. Tests hold it to exactly that.',
    shownAt: '/strategies',
  },
  {
    id: 'refresh-token',
    term: 'Refresh token',
    meaning: 'What buys a new access token when the old one has expired.',
    source: rfc(6749, '1.5'),
    shownAt: '/learn/refresh-and-reuse',
  },
  {
    id: 'rotation',
    term: 'Refresh token rotation',
    also: ['rotation'],
    meaning: 'Each renewal hands out a new refresh token and uses up the old one.',
    source: rfc(9700, '4.14.2'),
    shownAt: '/learn/refresh-and-reuse',
  },
  {
    id: 'replay',
    term: 'Replay',
    meaning: 'A copied credential is presented again, by somebody else or at another time.',
  },
  {
    id: 'replicated-blocklist',
    term: 'Replicated blocklist',
    meaning:
      'A blocklist that every node holds in its own memory and is told of by a feed: no read, and revoked everywhere within a bound.',
    shownAt: '/learn/many-nodes',
  },
  {
    id: 'reuse-detection',
    term: 'Reuse detection',
    also: ['reuse'],
    meaning:
      'A refresh token is good for one use. One that comes back was copied, so the server ends every token that descends from the same sign-in.',
    source: rfc(9700, '4.14.2'),
    shownAt: '/learn/refresh-and-reuse',
  },
  {
    id: 'same-site',
    term: 'SameSite',
    meaning:
      'An attribute of a cookie that says whether it travels with requests that another site has caused.',
    source: {
      name: 'RFC 6265bis, SameSite',
      url: 'https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-the-samesite-attribute-2',
    },
    shownAt: '/learn/cookie-or-storage',
  },
  {
    id: 'fixation',
    term: 'Session fixation',
    meaning:
      'An attacker plants a credential that it knows before the victim signs in. It fails where signing in always makes a new one.',
    source: {
      name: 'OWASP: Session fixation',
      url: 'https://owasp.org/www-community/attacks/Session_fixation',
    },
  },
  {
    id: 'session-store',
    term: 'Session store',
    meaning:
      'A row for each session on the server; the browser holds a random id. Deleting the row ends the session.',
    shownAt: '/strategies/cookie-session',
  },
  {
    id: 'stateless',
    term: 'Stateless',
    meaning: 'The server keeps nothing about a session and believes what the token says.',
    shownAt: '/learn/stateless-tokens',
  },
  {
    id: 'strategy',
    term: 'Strategy',
    also: ['strategies'],
    meaning: 'One way of keeping a user signed in. The lab runs all of them behind one interface.',
    shownAt: '/strategies',
  },
  {
    id: 'survival',
    term: 'Survival',
    meaning: 'How long after an event the copy is still accepted.',
    shownAt: '/',
  },
  {
    id: 'token-version',
    term: 'Token version',
    meaning:
      'A counter for each account, which its tokens carry. Raising it voids all tokens that were issued before.',
    shownAt: '/learn/revocation',
  },
  {
    id: 'xss',
    term: 'XSS (cross-site scripting)',
    meaning:
      'A script of an attacker runs in the page. It reads what is in the storage, and uses what is in cookies even where it cannot read them.',
    source: {
      name: 'OWASP: XSS prevention',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Cross_Site_Scripting_Prevention_Cheat_Sheet.html',
    },
    shownAt: '/learn/cookie-or-storage',
  },
]

/** The words of a term, without what stands in brackets behind it. */
const namesOf = ({ term, also = [] }: Term) => [term.replace(/ \(.*/, ''), ...also]

const idOf = new Map(
  glossary.flatMap((term) => namesOf(term).map((name) => [name.toLowerCase(), term.id])),
)

/** The longest first: "refresh token rotation" is no "refresh token". */
const anyTerm = new RegExp(
  String.raw`(?<![\w-])(${[...idOf.keys()].toSorted((a, b) => b.length - a.length).join('|')})(s?)(?![\w-])`,
  'gi',
)

/** A text in pieces, in order: each names the term that it is, if it is one. */
export function piecesOf(text: string): { text: string; id?: string }[] {
  const pieces: { text: string; id?: string }[] = []
  let told = 0
  for (const found of text.matchAll(anyTerm)) {
    const id = idOf.get((found[1] ?? '').toLowerCase())
    if (id === undefined) continue
    if (found.index > told) pieces.push({ text: text.slice(told, found.index) })
    pieces.push({ text: found[0], id })
    told = found.index + found[0].length
  }
  if (told < text.length) pieces.push({ text: text.slice(told) })
  return pieces
}

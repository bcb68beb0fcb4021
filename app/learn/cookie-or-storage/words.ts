import { refusalWords } from '#lib/evidence/words/refusals.ts'
import type {
  CookieOrStorage,
  Deed,
  Finding,
  Home,
  Switches,
} from '#lib/scenarios/plays/cookie-or-storage.ts'
import type { VerdictKind } from '#app/_ui/verdict.tsx'

export const homeWords: Record<Home, string> = { cookie: 'Cookie', storage: 'localStorage' }

export const deedWords: Record<Deed, { kind: 'XSS' | 'CSRF'; title: string; about: string }> = {
  'script-takes': {
    kind: 'XSS',
    title: 'A script in the page takes it away',
    about:
      'It sends home all that it can read, and the thief uses that in a browser of its own. HttpOnly is to keep a cookie from scripts; storage has nothing of the kind.',
  },
  'script-rides': {
    kind: 'XSS',
    title: 'A script in the page uses it there',
    about:
      'It reads nothing and asks for a transfer. To the browser, the script is the page, and the cookie goes along. A script that has taken the token need not do so.',
  },
  form: {
    kind: 'CSRF',
    title: 'Another site sends a form',
    about:
      'SameSite says whether the cookie goes along, and the origin check whether the server minds. A form takes the browser to the application: its cookies are no third party there.',
  },
  fetch: {
    kind: 'CSRF',
    title: "Another site's script calls",
    about:
      'The same, but from within the other site: there the cookie is a third party, which browsers may block.',
  },
}

export const switchWords: {
  [Name in keyof Switches]: { title: string; positions: Record<Switches[Name], string> }
} = {
  sameSite: { title: 'SameSite', positions: { strict: 'Strict', lax: 'Lax', none: 'None' } },
  originCheck: {
    title: 'The server checks where a request comes from',
    positions: { on: 'Yes', off: 'No' },
  },
  thirdParty: {
    title: 'Third-party cookies in the browser',
    positions: { allowed: 'Allowed', blocked: 'Blocked' },
  },
}

/** Does it work? Null where that is not known, or nothing is to be tried. */
function works(finding: Finding): boolean | null {
  switch (finding.from) {
    case 'here':
      return finding.works
    case 'nothing':
      return null
    case 'run':
    case 'prediction':
      if (finding.works > 0) return true
      return finding.blocked > 0 ? false : null
  }
}

/** A finding in a word, and where it is from. A prediction never looks like a measurement. */
export function findingWords(finding: Finding) {
  const isIn = works(finding)
  const look = (kind: VerdictKind, word: string, note: string) => ({ kind, word, note })
  const outcome = (note: string) =>
    isIn ? look('in', 'Works', note) : look('blocked', 'Blocked', note)
  switch (finding.from) {
    case 'nothing':
      return look('unknown', 'Not tried', 'the script has the token already')
    case 'here':
      return outcome(`measured here: ${refusalWords(finding.reason ?? '').toLowerCase()}`)
    case 'prediction': {
      const word = isIn ? 'Predicted to work' : 'Predicted to be blocked'
      return look('unknown', word, 'not measured here')
    }
    case 'run': {
      const { works: letIn, blocked, failed } = finding
      const all = letIn + blocked + failed
      if (isIn === null) return look('error', 'Error', 'it could not be played')
      const count = isIn ? letIn : blocked
      return outcome(`measured in a browser: ${count} of ${all} strategies`)
    }
  }
}

/** The biggest thing on the page: what becomes of the cookie, and of the token in storage. */
export function headline({ findings: { cookie, storage } }: CookieOrStorage): string[] {
  const csrf = (home: Found) => works(home.form) === true || works(home.fetch) === true
  const takes = works(cookie['script-takes'])
  const rides = works(cookie['script-rides']) ? (takes ? ' and uses it' : ', but uses it') : ''
  return [
    `Cookie${told(cookie)}: a script ${takes ? 'takes it' : 'cannot take it'}${rides}; another site ${csrf(cookie) ? 'uses it, too' : 'cannot'}.`,
    `Storage${told(storage)}: a script ${works(storage['script-takes']) ? 'takes it away' : 'cannot take it'}; another site ${csrf(storage) ? 'uses it' : 'cannot use it'}.`,
  ]
}

type Found = CookieOrStorage['findings'][Home]
const isGuess = (home: Found) => Object.values(home).some(({ from }) => from === 'prediction')
const told = (home: Found) => (isGuess(home) ? ' (predicted)' : '')

export const isPredicted = ({ findings }: CookieOrStorage): boolean =>
  Object.values(findings).some(isGuess)

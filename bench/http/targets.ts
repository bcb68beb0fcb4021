import type { Served } from './load.ts'
import type { Flood } from './disturbed.ts'

/** What was asked of the figures, each as a ratio to something in the same run. */
export interface HttpTarget {
  what: string
  ratio: number
  atLeast?: number
  atMost?: number
  /** A library's own code, or another server: nobody here can make that faster. Told, not demanded. */
  isExempt: boolean
}

/** What a strategy may take away from the requests that a bare handler answers. */
const SHARE = 0.85
/** By how much a flood of sign-ins may raise the slowest hundredth of all other requests. */
const RAISE = 2

/** Their checks are those of the library of that name. */
const isLibrary = (name: string) => /^(iron-session|next-auth-)/.test(name)

type Row = Served & { server: string; name: string; transport: string; share: number }

/** Of every strategy over Next. */
export const sharesOf = (full: readonly Row[]): HttpTarget[] =>
  full
    .filter(({ server, name }) => server === 'next' && name !== 'bare')
    .map(({ name, transport, share, errors }) => ({
      what: `${name}, ${transport}: requests a second, to a bare handler of the same server`,
      ratio: errors > 0 ? 0 : share,
      atLeast: SHARE,
      isExempt: isLibrary(name),
    }))

export const raisesOf = ({ signIns, before, elsewhere, during }: Flood): HttpTarget[] => [
  {
    what: `${signIns} sign-ins at once: p99 of who is signed in, to before`,
    ratio: during.p99 / before.p99,
    atMost: RAISE,
    isExempt: false,
  },
  {
    what: `${signIns} sign-ins at another server of this machine: the same`,
    ratio: elsewhere.p99 / before.p99,
    atMost: RAISE,
    // Nothing but the two servers' cores: it is what the first cannot be better than.
    isExempt: true,
  },
]

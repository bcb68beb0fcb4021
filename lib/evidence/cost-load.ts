import { defaultLifetimes, type Lifetimes } from '../strategies/lifetimes.ts'
import { typedNumber } from './typed-number.ts'

/** What an application asks of its sessions: what the calculator is told. */

interface Field {
  label: string
  unit: string
  min: number
  max: number
  /** Of what is counted there are no halves. */
  isWhole?: boolean
  /** The game of the question that began it all, with a million players. */
  usual: number
}

const A_DAY = 86_400

export const loadFields = {
  users: { label: 'Users', unit: '', min: 1, max: 1e10, isWhole: true, usual: 1_000_000 },
  devices: { label: 'Devices of each', unit: '', min: 1, max: 100, usual: 2 },
  active: { label: 'Sessions in use at once', unit: '', min: 1, max: 1e9, usual: 50_000 },
  requests: { label: 'Requests', unit: 'a second', min: 1, max: 1e8, usual: 5_000 },
  signIns: { label: 'Sign-ins', unit: 'a day', min: 0, max: 1e10, usual: 400_000 },
  logOuts: { label: 'Log-outs', unit: 'a day', min: 0, max: 1e10, usual: 100_000 },
  bans: { label: 'Bans', unit: 'a day', min: 0, max: 1e10, usual: 500 },
  tokenTtl: field('A token alone lives', defaultLifetimes.tokenTtl),
  accessTtl: field('An access token lives', defaultLifetimes.accessTtl),
  cacheTtl: field('A cached copy lives', defaultLifetimes.cacheTtl),
  sessionTtl: field('A session lives', defaultLifetimes.sessionTtl),
  distance: { label: 'Round trip to the store', unit: 'ms', min: 0, max: 1_000, usual: 0.5 },
} as const satisfies Record<string, Field>

function field(label: string, usual: number): Field {
  return { label, unit: 's', min: 1, max: 400 * A_DAY, usual }
}

export type LoadName = keyof typeof loadFields
export type Load = Readonly<Record<LoadName, number>>

export const loadNames = Object.keys(loadFields) as LoadName[]

/** A load as an address has it; what is left out is as usual, and so is what is no such number, which is told as it was given. */
export function loadFrom(params: Readonly<Record<string, string | string[] | undefined>>): {
  load: Load
  wrong: Partial<Record<LoadName, string>>
} {
  const wrong: Partial<Record<LoadName, string>> = {}
  const read = (name: LoadName): [LoadName, number] => {
    const { usual } = loadFields[name]
    const given = params[name]
    if (given === undefined) return [name, usual]
    const number = typeof given === 'string' && typedNumber(given, loadFields[name])
    if (number && number.ok) return [name, number.value]
    wrong[name] = String(given)
    return [name, usual]
  }
  return { load: Object.fromEntries(loadNames.map(read)) as Load, wrong }
}

/** What strategies end with its session at the latest, whatever is set. */
const endingWithSession = ['tokenTtl', 'accessTtl', 'cacheTtl'] as const

/** Which lifetimes were asked for that the session cuts short: its own is used in their place. */
export const cutShort = (load: Load): LoadName[] =>
  endingWithSession.filter((name) => load[name] > load.sessionTtl)

/** The lifetimes that it names; a refresh token lives for as long as the session. */
export const lifetimesOf = ({ tokenTtl, accessTtl, cacheTtl, sessionTtl }: Load): Lifetimes => ({
  ...defaultLifetimes,
  tokenTtl: Math.min(tokenTtl, sessionTtl),
  accessTtl: Math.min(accessTtl, sessionTtl),
  cacheTtl: Math.min(cacheTtl, sessionTtl),
  sessionTtl,
  refreshTtl: sessionTtl,
})

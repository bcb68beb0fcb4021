import { z } from 'zod'
import { MAX_LIFETIME } from '../kernel/clock.ts'
import { remembered } from '../kernel/remembered.ts'
import { socketChecks } from '../kernel/socket-check.ts'
import { algorithms } from '../tokens/algorithms.ts'
import { defaultLifetimes, lifetimeNames, type LifetimeName } from '../strategies/lifetimes.ts'

/** What a log-out tells the browser to throw away, by `Clear-Site-Data`. */
export const clearances = ['off', 'cache', 'storage', 'cookies', 'all'] as const

const seconds = (min: number) => z.number().int().min(min).max(MAX_LIFETIME)

/** More than any header carries. */
export const MAX_PROFILE = 64 * 1024

/** What a workspace can set; lifetimes in seconds. */
export const settingsSchema = z.strictObject({
  /** An id: whether there is such a strategy, the registry knows. */
  strategy: z.string().max(64),
  transport: z.enum(['cookie', 'bearer']),
  sameSite: z.enum(['strict', 'lax', 'none']),
  originCheck: z.boolean(),
  socketCheck: z.enum(socketChecks),
  algorithm: z.enum(algorithms),
  tellTabs: z.boolean().describe("The application's other tabs are told of a log-out"),
  clearSiteData: z.enum(clearances).describe('What Clear-Site-Data names at a log-out'),
  /** What an application puts into each session that begins or is renewed from now on. Bytes. */
  profileBytes: z.number().int().min(0).max(MAX_PROFILE),
  sessionTtl: seconds(1),
  idleTtl: seconds(1),
  tokenTtl: seconds(1),
  accessTtl: seconds(1),
  refreshTtl: seconds(1),
  rotationGrace: seconds(0),
  cacheTtl: seconds(0),
  reauthAfter: seconds(1),
  /** Of real time: how old the revocations in a node's memory may be. */
  replicaBound: seconds(1),
  /** How many sessions an account may have under a strategy that knows them; 0 for any number. */
  deviceLimit: z.number().int().min(0).max(100),
  /** Whether credential cookies are kept when the browser is closed: dated, or for its session alone. */
  rememberMe: z.boolean(),
})

export type Settings = z.infer<typeof settingsSchema>

/** The value of `Clear-Site-Data` (https://www.w3.org/TR/clear-site-data/); null for no such header. */
export function clearSiteDataOf({ clearSiteData: wanted }: Settings): string | null {
  if (wanted === 'off') return null
  return wanted === 'all' ? '"cache", "cookies", "storage"' : `"${wanted}"`
}

export const defaultSettings: Settings = {
  strategy: 'cookie-session',
  transport: 'cookie',
  sameSite: 'lax',
  originCheck: true,
  socketCheck: 'push',
  algorithm: 'HS256',
  tellTabs: true,
  clearSiteData: 'off',
  profileBytes: 0,
  ...defaultLifetimes,
  deviceLimit: 0,
  rememberMe: true,
}

/**
 * Settings as they were stored: what has been added to the lab since has its default.
 * @throws when they are not settings: the database was changed by other hands
 */
export function storedSettings(text: string): Readonly<Settings> {
  const known = read.get(text)
  if (known) return known
  const stored = z.looseObject({}).parse(JSON.parse(text))
  const settings = Object.freeze(settingsSchema.parse({ ...defaultSettings, ...stored }))
  read.set(text, settings)
  return settings
}

/** Every request opens its workspace, and most of them have settings alike. */
const read = remembered<Readonly<Settings>>(1_000)

/** Each pair: the first may not be longer than the second, for the reason given. */
const bounds: readonly [LifetimeName, LifetimeName, string][] = [
  ['idleTtl', 'sessionTtl', 'a session would end before it could be idle for that long'],
  ['accessTtl', 'idleTtl', 'rest counts from the end of an access token, and would count double'],
  ['accessTtl', 'refreshTtl', 'there would be nothing left to renew with'],
  [
    'rotationGrace',
    'accessTtl',
    'a used refresh token would be good for longer than what it bought',
  ],
  ['cacheTtl', 'idleTtl', 'rest counts from the end of a cached copy, and would count double'],
]

export interface FieldError {
  path: string
  message: string
}

/** Settings that contradict each other, each told at the fields that cause it. */
export function contradictions(settings: Settings, changed: readonly string[]): FieldError[] {
  return bounds.flatMap(([shorter, longer, why]) => {
    if (settings[shorter] <= settings[longer]) return []
    const blamed = changed.includes(longer) && !changed.includes(shorter) ? longer : shorter
    const limit =
      blamed === shorter
        ? `must be at most ${longer} (${settings[longer]} s)`
        : `must be at least ${shorter} (${settings[shorter]} s)`
    return [{ path: blamed, message: `${limit}: ${why}` }]
  })
}

export function lifetimesOf(settings: Settings): Readonly<Record<LifetimeName, number>> {
  const known = ofSettings.get(settings)
  if (known) return known
  const all = Object.fromEntries(lifetimeNames.map((name) => [name, settings[name]]))
  const lifetimes = Object.freeze(all as Record<LifetimeName, number>)
  // What can change is taken as it is each time.
  if (Object.isFrozen(settings)) ofSettings.set(settings, lifetimes)
  return lifetimes
}

const ofSettings = new WeakMap<Settings, Readonly<Record<LifetimeName, number>>>()

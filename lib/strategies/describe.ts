import { credentialCookieName, USUAL_ORIGIN, type Origin } from '../kernel/cookie-names.ts'
import { WORKING_DAY } from './costs.ts'
import type { StrategyDefinition } from './contract.ts'
import type { Keeper, Profile } from './traits.ts'
import type { Collateral, Stops } from './promises.ts'
import type { Cost, Day } from './costs.ts'
import { eventNames, type EventName } from './events.ts'
import { notedEvery, type Lifetimes } from './lifetimes.ts'

export type Promised =
  | { stops: 'at-once' | 'never' | 'not-by-this' }
  | { stops: 'within' | 'at-expiry'; seconds: number }

/** A promise in seconds, under the lifetimes of a workspace: nothing outlives the session that it is for. */
export function promised(promise: Stops, lifetimes: Lifetimes): Promised {
  if (!('of' in promise)) return promise
  const { stops, of } = promise
  const seconds = typeof of === 'number' ? of : Math.min(lifetimes[of], lifetimes.sessionTtl)
  return { stops, seconds }
}

export interface StrategyDescription {
  id: string
  title: string
  summary: string
  fit: string
  unfit: string
  promises: Record<EventName, Promised>
  collateral: Record<EventName, Collateral>
  perRequest: Cost & { writesAMinute?: number }
  perForged: Cost
  perRenewal: Cost | null
  /** Under the default lifetimes, whatever the workspace's are. */
  perDay: Day & { requests: number }
  credentials: { name: string; cookie: string }[]
  transports: ('cookie' | 'bearer')[]
  listsSessions: boolean
  renews: boolean
  renewed: string[]
  detectsReuse: boolean
  renewsExpired: boolean
  persistentCookies: boolean
  keepsCredentials: boolean
  tolerance: number
  profile: Profile
  keptBy: Keeper[]
  /** By how many seconds rest may be cut short of the idle time, as use is noted only so often. */
  idleEarly: number
}

/**
 * What a strategy declares, in the form of the HTTP contract. Cookies are told by the names that they
 * have under an origin.
 */
export function describe(
  definition: StrategyDefinition,
  lifetimes: Lifetimes,
  origin: Origin = USUAL_ORIGIN,
): StrategyDescription {
  const { id, title, summary, fit, unfit, cost, listsSessions, renews, detectsReuse, tolerance } =
    definition
  const forEvents = <T>(value: (event: EventName) => T) =>
    Object.fromEntries(eventNames.map((event) => [event, value(event)])) as Record<EventName, T>
  return {
    id,
    title,
    summary,
    fit,
    unfit,
    promises: forEvents((event) => promised(definition.promises[event], lifetimes)),
    collateral: forEvents((event) => definition.collateral[event] ?? 'none'),
    perRequest: cost.request,
    perForged: cost.forged,
    perRenewal: cost.renewal ?? null,
    perDay: { requests: WORKING_DAY.requests, ...cost.day },
    credentials: definition.credentials.map((name) => ({
      name,
      cookie: credentialCookieName(id, name, origin),
    })),
    transports: [...definition.transports],
    listsSessions,
    renews,
    renewed: renews ? [...definition.renewed] : [],
    detectsReuse,
    renewsExpired: definition.renewsExpired,
    persistentCookies: definition.persistentCookies,
    keepsCredentials: definition.keepsCredentials,
    tolerance,
    profile: definition.profile,
    keptBy: [...definition.keptBy],
    idleEarly: idleEarly(definition, lifetimes),
  }
}

/** Whose rows hold when they were last used are early by what was not written; nobody else is. */
function idleEarly({ cost, promises }: StrategyDefinition, lifetimes: Lifetimes): number {
  const isByRow = cost.request.writesAMinute && promises['idle-timeout'].stops === 'at-once'
  return isByRow ? Math.ceil(notedEvery(lifetimes)) : 0
}

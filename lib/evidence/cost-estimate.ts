import type { StrategyDefinition } from '../strategies/contract.ts'
import { WORKING_DAY } from '../strategies/costs.ts'
import { promised, type Promised } from '../strategies/describe.ts'
import { notedEvery, type Lifetimes } from '../strategies/lifetimes.ts'
import { measuredCost } from './cost.ts'
import { checkMicros, foundShare, heldTokens, renewMicros } from './cost-cpu.ts'
import { lifetimesOf, type Load } from './cost-load.ts'
import { wireBytes } from './cost-wire.ts'

/** What a load comes to under a strategy: from what it declares, and from what was measured. */
export interface Estimate {
  /** Of the stores, a second. */
  reads: number
  writes: number
  /** Bytes of session state. */
  held: number
  /** Bytes of credentials that clients send, and that answers set, in thirty days. */
  wire: number
  /** Seconds of one core to check the credentials of a million requests, and for their renewals that write nothing. */
  cpu: number
  /** The share of checks that find their token among the verified ones; null where there is none to find. */
  found: number | null
  /** Milliseconds that a request waits for the stores. */
  waits: number
  /** How long a copy goes on after a log-out, and after a ban. */
  logOut: Promised
  ban: Promised
  /** Copies at any moment that should be dead and work, were each one that is ended stolen. Null: ever more. */
  exposed: number | null
}

const A_DAY = 86_400
/** What goes on is counted for so long. Days. */
export const COUNTED = 30

/** Null where nothing of the strategy was measured. */
export function estimate(definition: StrategyDefinition, load: Load): Estimate | null {
  const measured = measuredCost(definition.id)
  if (!measured) return null
  const lifetimes = lifetimesOf(load)
  const { requests, active, devices, signIns, logOuts, bans, distance } = load
  const { request, renewal = { reads: 0, writes: 0 } } = definition.cost
  const renewals = renewalsOf(definition, load, lifetimes)
  const start = signInOf(definition)
  const fits = heldTokens(definition, measured)
  const found = fits && foundShare(fits, load, renewals)
  const perSecond = (aDay: number) => aDay / A_DAY
  const noted = Math.min(requests, active / notedEvery(lifetimes)) * (request.writesAMinute ?? 0)
  const [logOut, ban] = (['logout', 'ban'] as const).map((event) =>
    promised(definition.promises[event], lifetimes),
  ) as [Promised, Promised]
  return {
    reads: requests * request.reads + renewals * renewal.reads + perSecond(signIns) * start.reads,
    writes:
      requests * request.writes +
      noted +
      renewals * renewal.writes +
      perSecond(signIns) * start.writes +
      (endsOnServer(definition) ? perSecond(logOuts + bans) : 0),
    held: heldBytes(definition, load, lifetimes, measured),
    wire:
      COUNTED *
      A_DAY *
      wireBytes(definition, measured, { requests, renewals, signIns: perSecond(signIns) }),
    // So many microseconds each.
    cpu: checkMicros(measured, found) + (renewals / requests) * renewMicros(definition, measured),
    found,
    waits: request.reads * distance,
    logOut,
    ban,
    // A log-out ends one session, and a ban those on all devices.
    exposed: sum(openFor(logOut, logOuts), openFor(ban, bans * devices)),
  }
}

/** Renewals a second, by clients that are in use: as often as what a late one waits for runs out. */
export function renewalsOf(
  { cost, promises }: StrategyDefinition,
  { active, requests }: Load,
  lifetimes: Lifetimes,
): number {
  if (cost.day.renewals === 0) return 0
  const all = Object.values(promises).map((promise) => promised(promise, lifetimes))
  const within = all.flatMap((one) => (one.stops === 'within' ? [one.seconds] : []))
  const every =
    within.length > 0
      ? Math.min(...within)
      : (WORKING_DAY.requests * WORKING_DAY.every) / cost.day.renewals
  // What ends with its session anyway is never renewed.
  const isWhole = promises['absolute-timeout'].stops === 'at-once' && every >= lifetimes.sessionTtl
  return isWhole ? 0 : Math.min(active / every, requests)
}

/** What one sign-in asks of the stores: what the working day has beside its requests and renewals. */
function signInOf({ cost: { request, renewal, day } }: StrategyDefinition) {
  const each = (all: number, asked: number, renewing: number) =>
    Math.max(0, (all - WORKING_DAY.requests * asked - day.renewals * renewing) / day.signIns)
  return {
    reads: each(day.reads, request.reads, renewal?.reads ?? 0),
    // Of those that note their use, the first request finds it noted.
    writes: request.writesAMinute
      ? request.writesAMinute
      : each(day.writes, request.writes, renewal?.writes ?? 0),
  }
}

/** Does a log-out change anything that the server keeps? */
const endsOnServer = ({ promises: { logout } }: StrategyDefinition): boolean =>
  logout.stops === 'at-once' || logout.stops === 'within'

/** Bytes for what is in force; what waits to be deleted is not counted. */
export function heldBytes(
  { needs }: StrategyDefinition,
  { users, devices, active, signIns, logOuts, bans }: Load,
  { sessionTtl, tokenTtl, refreshTtl }: Lifetimes,
  measured: { session: number; signedOut: number },
): number {
  const ended = logOuts + bans
  // A sign-in is one on one device; those in use are in force, and nobody has more than devices.
  const inForce = Math.max(active, (signIns * sessionTtl) / A_DAY)
  const sessions = Math.min(users * devices, inForce)
  // Lists keep a token until it would have ended by itself. Versions and moments stay with an account.
  const listedFor = needs.includes('accounts') ? refreshTtl : tokenTtl
  const keeps = (...any: (typeof needs)[number][]) => any.some((one) => needs.includes(one))
  const keepsList = keeps('revocations', 'replicatedRevocations')
  const signedOut = keepsList ? (ended * listedFor) / A_DAY : Math.min(users, ended * COUNTED)
  // What has no place to be kept is noise of the weighing.
  const ofSessions = keeps('sessions', 'refreshFamilies', 'librarySessions')
  const ofEnded = keepsList || keeps('versions', 'cutOffs')
  return (
    (ofSessions ? sessions * measured.session : 0) + (ofEnded ? signedOut * measured.signedOut : 0)
  )
}

/** How many that were ended a day are open at any moment. */
function openFor(stops: Promised, aDay: number): number | null {
  if (aDay === 0) return 0
  if ('seconds' in stops) return (aDay * stops.seconds) / A_DAY
  return stops.stops === 'at-once' ? 0 : null
}

const sum = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b)

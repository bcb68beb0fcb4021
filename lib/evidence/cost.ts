import { z } from 'zod'
import { keptAlone } from './cluster.ts'
import { about, growthSchema, httpSchema } from './cost-parts.ts'
import kept from './cost.json' with { type: 'json' }
import { weightOf } from './weights.ts'

/** What the benchmarks have measured: the run that pages show, written by `npm run bench -- --keep`. */

const timing = z.object({
  name: z.string(),
  kind: z.enum(['floor', 'ours', 'peer']),
  /** Microseconds a call. */
  median: z.number(),
  low: z.number(),
  high: z.number(),
})

const schema = z.object({
  about,
  timings: z.array(timing),
  apart: z.array(z.object({ strategy: z.string(), at: z.record(z.string(), z.number()) })),
  sizes: z.array(
    z.object({
      strategy: z.string(),
      presented: z.number(),
      session: z.number(),
      signedOut: z.number(),
      /** Absent from runs that did not weigh it. */
      refresh: z.number().optional(),
    }),
  ),
  /** Runs of their own, absent until there was one: `npm run bench:http` and `bench:growth`. */
  http: httpSchema.optional(),
  growth: growthSchema.optional(),
})

export const cost = schema.parse(kept)

export type Timing = z.infer<typeof timing>

/** What a strategy was measured to cost; null where no run had such a strategy. */
export interface MeasuredCost {
  /** Microseconds of a check, of a credential that was seen before and of a new one; null: not measured. */
  verify: number
  verifyNew: number | null
  /** Microseconds of a renewal; null: there is none, or it was not measured. */
  renew: number | null
  /** Bytes: with a request, in the database for a session, and of one that was signed out. */
  presented: number
  /** Bytes of a refresh token; null: not weighed. */
  refresh: number | null
  session: number
  signedOut: number
}

const median = (name: string): number | null =>
  cost.timings.find((one) => one.name === name)?.median ?? null

export function measuredCost(strategy: string): MeasuredCost | null {
  const verify = median(`${strategy}: verify, seen before`)
  const verifyNew = median(`${strategy}: verify, a new one`)
  const size = cost.sizes.find((one) => one.strategy === strategy)
  if (verify === null || verifyNew === null || !size) return onNodes(strategy)
  const { presented, refresh = null, session, signedOut } = size
  return {
    verify,
    verifyNew,
    renew: median(`${strategy}: renew`),
    presented,
    refresh,
    session,
    signedOut,
  }
}

/** Of one that needs several nodes: from the run on them, in which state is in Redis. */
function onNodes(strategy: string): MeasuredCost | null {
  const alone = keptAlone(strategy)
  const size = weightOf(strategy)
  return alone && size
    ? { ...size, verify: alone.verify, verifyNew: null, renew: null, refresh: null }
    : null
}

/** Microseconds of a check with a store that is so many milliseconds away; null: not measured. */
export const measuredApart = (strategy: string, ms: number): number | null =>
  cost.apart.find((one) => one.strategy === strategy)?.at[String(ms)] ?? null

/** Those of others, and the floors: what is compared with. */
export const besides = (kind: 'floor' | 'peer'): Timing[] =>
  cost.timings.filter((one) => one.kind === kind)

/** Microseconds, to as many figures as mean something. */
export const micros = (value: number): string =>
  `${value < 100 ? Number(value.toPrecision(2)) : count(value)}\u00a0µs`

/** A whole number, with its thousands apart. */
export const count = (value: number): string => Math.round(value).toLocaleString('en')

/** A number to as many figures as mean something. */
export const figure = (value: number): string => String(Number(value.toPrecision(2)))

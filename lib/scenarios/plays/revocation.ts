import type { Outcome } from '../../evidence/model.ts'
import type { EventName } from '../../strategies/events.ts'
import { strategies } from '../../strategies/registry.ts'
import { defaultSettings, lifetimesOf, type Settings } from '../../workspace/settings.ts'
import type { StrategyDefinition } from '../../strategies/contract.ts'
import type { Cost } from '../../strategies/costs.ts'
import type { KeptTable } from '../../stores/kept-table.ts'
import { signedIn, type OpenStage } from '../actors.ts'
import { processCells } from '../cell-cache.ts'
import { scenarios } from '../events/registry.ts'
import { processMemoryRuntime } from '../memory-runtime.ts'
import { createOnce } from '../once.ts'
import { record } from '../record.ts'
import type { Client, Scenario } from '../stage.ts'
import { inProcessStage } from '../stages/in-process.ts'
import { decoded, encoded, otherSignature } from './token-text.ts'

/** The ways to take a token back, and the token that nobody can, to compare them with. */
export const ways = [
  'stateless-jwt',
  'jwt-blocklist',
  'jwt-token-version',
  'jwt-issued-after',
  'jwt-user-key',
  'jwt-allowlist',
] as const
export type Way = (typeof ways)[number]

/** What a reader can let happen, of all events. */
export const revocationEvents = [
  'logout',
  'revoke-device',
  'logout-everywhere',
  'password-change',
  'ban',
  'logout-all-users',
] as const satisfies readonly EventName[]
export type RevocationEvent = (typeof revocationEvents)[number]

/** Somebody after the event. */
export interface After {
  isIn: boolean
  /** The refusal, as a problem code. */
  reason: string | null
  /** Whether it is as the event means it to be. */
  asMeant: boolean
}

export interface WayResult {
  way: Way
  title: string
  /** What a request asks of the stores: the next one, and one a minute later. */
  request: Cost
  aMinuteLater: Cost
  /** The same of a token with another signature: what is read before that is noticed. */
  forged: Cost
  thief: After
  laptop: After
  bystander: After
  /** When the copy was refused for good, in seconds since the event; null past the horizon. */
  refusedAfter: number | null
  /** What the server keeps of it after the event, and for how long. */
  kept: readonly Kept[]
}

export interface Kept {
  table: string
  row: Readonly<Record<string, string | number | null>>
  /** Seconds from the event on; null for a row without an end. */
  keptFor: number | null
}

const once = createOnce<WayResult[]>(10)

/**
 * Lets an event happen under each of the ways, in process, on their own code and stores.
 * @throws what a strategy throws
 */
export function playRevocation(
  event: RevocationEvent,
  settings: Settings = defaultSettings,
): Promise<WayResult[]> {
  const scenario = scenarios.find((one) => one.event === event)
  if (!scenario) throw new Error(`there is no event ${event}`)
  return once([lifetimesOf(settings), settings.algorithm], event, async () => {
    const results: WayResult[] = []
    for (const way of ways) results.push(await playWay(way, scenario, settings))
    return results
  })
}

async function playWay(way: Way, scenario: Scenario, settings: Settings): Promise<WayResult> {
  const definition = strategies.find(({ id }) => id === way)
  if (!definition) throw new Error(`there is no strategy ${way}`)
  const runtime = await processMemoryRuntime()
  const open: OpenStage = () => inProcessStage(runtime, definition, { ...settings, deviceLimit: 0 })
  const seen = await beforeAndAfter(open, scenario)
  return {
    way,
    title: definition.title,
    ...seen,
    aMinuteLater: await aMinuteLater(open),
    refusedAfter: seen.thief.isIn ? await survival(definition, scenario, settings) : 0,
  }
}

async function beforeAndAfter(open: OpenStage, scenario: Scenario) {
  const stage = await open()
  try {
    const recorder = record(stage)
    const actors = await signedIn(stage, scenario, recorder)
    const { thief, laptop, bystander } = actors
    const request = costOf(await thief.request())
    const forger = recorder.client('thief')
    await forger.copyFrom(thief)
    const forged = costOf(await withOtherSignature(forger))
    await scenario.play(actors)
    const after = async (client: Client, stays: boolean): Promise<After> => {
      const { accepted: isIn, reason } = await client.request()
      return { isIn, reason, asMeant: isIn === stays }
    }
    const kept = await stage.kept?.()
    return {
      request,
      forged,
      thief: await after(thief, false),
      laptop: await after(laptop, scenario.stays.includes('laptop')),
      bystander: await after(bystander, scenario.stays.includes('bystander')),
      kept: (kept?.tables ?? []).flatMap((table) => keptOf(table, kept?.now ?? 0)),
    }
  } finally {
    await stage.close()
  }
}

const costOf = ({ reads, writes }: Outcome): Cost => ({ reads, writes })

/** A request with what it holds, under another signature. */
async function withOtherSignature(client: Client): Promise<Outcome> {
  const { access = '' } = await client.holds()
  const text = decoded(access)
  await client.hold({ access: encoded({ ...text, signature: otherSignature(text) }) })
  const outcome = await client.request()
  if (outcome.reason !== 'signature_invalid') throw new Error('another signature was not noticed')
  return outcome
}

/** What is asked of the stores by a request a minute after the one before. */
async function aMinuteLater(open: OpenStage): Promise<Cost> {
  const stage = await open()
  try {
    const client = stage.client()
    await client.signIn('alice')
    await client.request()
    await stage.advance(60)
    return costOf(await client.request())
  } finally {
    await stage.close()
  }
}

/** For how long a copy that the event has not ended goes on. */
async function survival(
  definition: StrategyDefinition,
  scenario: Scenario,
  settings: Settings,
): Promise<number | null> {
  const { evidence } = await processCells().cell(definition, scenario, settings)
  return evidence.firstRefused
}

const keptOf = ({ table, rows }: KeptTable, now: number): Kept[] =>
  rows.map((row) => {
    const { expiresAt } = row
    const ends = typeof expiresAt === 'number' && expiresAt < Number.MAX_SAFE_INTEGER
    return { table, row, keptFor: ends ? Math.round((expiresAt - now) / 1000) : null }
  })

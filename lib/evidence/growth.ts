import type { StrategyDefinition } from '../strategies/contract.ts'
import { estimate, heldBytes, renewalsOf } from './cost-estimate.ts'
import { lifetimesOf, loadFields, loadFrom, type Load } from './cost-load.ts'
import { weightOf, weights } from './weights.ts'

/** What many users ask of each engine, by the formulas of the calculator and from what was measured. */

/** Users, and the nodes that serve them. */
export const growthLoads = [
  { users: 1_000_000, nodes: 10 },
  { users: 100_000_000, nodes: 100 },
] as const
type GrowthLoad = (typeof growthLoads)[number]

export interface Growth {
  /** Reads and writes a second. */
  redis: number
  postgres: number
  /** Bytes of session state in Redis; null where it is in PostgreSQL, which was not measured. */
  held: number | null
  /** Bytes in the memory of each node, and bytes a second that all nodes together read of the feed. */
  inEachNode: number
  feed: number
}

/** The calculator's example, with everything that comes with users grown alike. */
export function loadOf(users: number): Load {
  const { load } = loadFrom({})
  const times = users / loadFields.users.usual
  const grown = (['active', 'requests', 'signIns', 'logOuts', 'bans'] as const).map(
    (name): [string, number] => [name, load[name] * times],
  )
  return { ...load, ...Object.fromEntries(grown), users }
}

const A_DAY = 86_400

/** Null where nothing of the strategy was measured. */
export function growthOf(definition: StrategyDefinition, asked: GrowthLoad): Growth | null {
  const load = loadOf(asked.users)
  const all = estimate(definition, load)
  const sizes = weightOf(definition.id)
  if (!all || !sizes) return null
  const { needs } = definition
  const sum = all.reads + all.writes
  const ofLibrary = needs.includes('librarySessions')
  const postgres = ofLibrary ? sum : accountReads(definition, load)
  const isReplicated = needs.includes('replicatedRevocations')
  const ended = (load.logOuts + load.bans) / A_DAY
  const { quiet, entry, token } = weights.feed
  return {
    postgres,
    redis: sum - postgres + (isReplicated ? quiet.asked * asked.nodes : 0),
    held: ofLibrary ? null : heldBytes(definition, load, lifetimesOf(load), sizes),
    inEachNode: isReplicated ? ended * lifetimesOf(load).tokenTtl * token : 0,
    // Every node reads every revocation, and asks for itself whether it has them all.
    feed: isReplicated ? (ended * entry + quiet.bytes) * asked.nodes : 0,
  }
}

/** Accounts are in PostgreSQL: of several reads one is the account's, and of a renewal as well. */
function accountReads(definition: StrategyDefinition, load: Load): number {
  const { needs, cost } = definition
  if (!needs.includes('accounts')) return 0
  const withRequest = cost.request.reads > 1 ? load.requests : 0
  const withRenewal = cost.renewal?.reads ? renewalsOf(definition, load, lifetimesOf(load)) : 0
  return withRequest + withRenewal
}

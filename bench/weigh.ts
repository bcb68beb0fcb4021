// What state and the feed weigh in Redis and in a node, counted and kept for the pages:
//
//   npm run bench:weights
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Weights } from '../lib/evidence/weights.ts'
import { memoryRuntime } from '../lib/scenarios/memory-runtime.ts'
import { createReplica } from '../lib/stores/redis/replica.ts'
import { IN_MEMORY, openBackend } from '../lib/stores/open.ts'
import { carriedFrom } from '../lib/strategies/carried.ts'
import type { Account, StrategyDefinition } from '../lib/strategies/contract.ts'
import { jwtReplicatedBlocklist } from '../lib/strategies/jwt-replicated-blocklist.ts'
import { allStrategies } from '../lib/strategies/registry.ts'
import { root } from '../scripts/child.mjs'
import { ensureRedis, noRedis, startRedis, type RedisServer } from '../scripts/engines/redis.ts'
import { commit } from '../scripts/matrix.ts'
import { keptBy, newMark } from './in-redis.ts'
import { newMember } from './lab.ts'
import { collectGarbage } from './memory.ts'

const SESSIONS = 1_000
const TOKENS = 1_000_000
const ENTRIES = 10
/** For how long it is counted what a node asks that does nothing. Milliseconds. */
const IDLE = 4_000

const KEPT = join(root, 'lib/evidence/weights.json')

async function weighed(redis: RedisServer): Promise<Weights> {
  const about = { at: new Date().toISOString(), commit: commit() }
  const inRedis: Weights['inRedis'] = []
  for (const definition of allStrategies) inRedis.push(await sizesOf(definition, redis))
  return { about, inRedis, feed: await feedOf(redis) }
}

const runtimeOn = (redis: RedisServer, strategies: readonly StrategyDefinition[]) =>
  memoryRuntime(strategies, undefined, openBackend(IN_MEMORY, { url: redis.url }))

/** Bytes that a session adds to Redis, and that are left of one that was signed out. */
async function sizesOf(definition: StrategyDefinition, redis: RedisServer) {
  const runtime = await runtimeOn(redis, [definition])
  const { workspace } = await runtime.create()
  const strategy = workspace.strategy(definition)
  const accounts: Account[] = []
  for (let count = 0; count < SESSIONS; count += 1) {
    accounts.push(await newMember(workspace, count))
  }
  const before = await keptBy(redis)
  const all: Awaited<ReturnType<typeof strategy.start>>[] = []
  for (const account of accounts) all.push(await strategy.start(account, 'a browser', {}))
  const signedIn = await keptBy(redis)
  for (const { credentials } of all) await strategy.end(carriedFrom(credentials), 'this')
  const signedOut = await keptBy(redis)
  await runtime.close()
  const each = (bytes: number) => Math.max(0, Math.round(bytes / SESSIONS))
  const [access] = Object.values(carriedFrom(all[0]?.credentials ?? {}))
  return {
    strategy: definition.id,
    presented: access?.length ?? 0,
    session: each(signedIn - before),
    signedOut: each(signedOut - before),
  }
}

/** What a node asks and reads that does nothing, and bytes of an entry on its way to a reader, and of a token in memory. */
async function feedOf(redis: RedisServer): Promise<Weights['feed']> {
  await redis.say('FLUSHALL')
  const runtime = await runtimeOn(redis, allStrategies)
  const quiet = await quietSecond(redis)
  const { workspace } = await runtime.create()
  const strategy = workspace.strategy(jwtReplicatedBlocklist)
  for (let count = 0; count < ENTRIES; count += 1) {
    const { credentials } = await strategy.start(await newMember(workspace, count), 'a browser', {})
    await strategy.end(carriedFrom(credentials), 'this')
  }
  const keys = await reply(redis, 'KEYS lab:*:feed')
  const feed = /lab:\S+:feed/.exec(keys)?.[0]
  if (feed === undefined) throw new Error('there is no feed')
  const page = await reply(redis, `XREVRANGE ${feed} + - COUNT ${ENTRIES}`)
  await runtime.close()
  return { quiet, entry: Math.round(page.length / ENTRIES), token: bytesOfAToken() }
}

/** Round trips, and bytes that are answered, of a node that does nothing. */
async function quietSecond(redis: RedisServer): Promise<Weights['feed']['quiet']> {
  const figures = async () => {
    const info = await reply(redis, 'INFO stats')
    const of = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1])
    return { asked: of('total_reads_processed'), bytes: of('total_net_output_bytes') }
  }
  const before = await figures()
  // What it costs to ask for them is the measuring's own.
  const from = await figures()
  await pause(IDLE)
  const to = await figures()
  const perSecond = (name: 'asked' | 'bytes') =>
    Math.round(((to[name] - from[name] - (from[name] - before[name])) * 1_000) / IDLE)
  return { asked: perSecond('asked'), bytes: perSecond('bytes') }
}

/** What stays in memory; garbage that nobody has collected yet is not the token's. */
function bytesOfAToken(): number {
  const replica = createReplica(0)
  const before = heldBytes()
  for (let count = 0; count < TOKENS; count += 1) {
    replica.tell({ kind: 'revoked', mark: newMark(), ends: 4_000_000_000 })
  }
  const bytes = heldBytes() - before
  // Asked once more, so that it is still there when it is weighed.
  replica.sweep(0)
  return Math.round(bytes / TOKENS)
}

function heldBytes(): number {
  collectGarbage()
  // The table is a buffer, and nothing else is kept for a token.
  return process.memoryUsage().arrayBuffers
}

/** All that Redis answers to a command, as it comes over the wire. */
function reply({ port }: RedisServer, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    // Redis says goodbye once it has answered, and so it is known that this was all.
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\nQUIT\r\n`))
    let said = ''
    socket.setEncoding('utf8').on('data', (text) => (said += String(text)))
    socket.once('error', reject)
    socket.once('end', () => resolve(said.replace(/\+OK\r\n$/, '')))
  })
}

if ((await ensureRedis()) === null) {
  process.stderr.write(`${noRedis}\n`)
  process.exitCode = 1
} else {
  const redis = await startRedis()
  try {
    writeFileSync(KEPT, `${JSON.stringify(await weighed(redis), null, 2)}\n`)
    process.stdout.write(`Kept in ${KEPT}\n`)
  } finally {
    await redis.end()
  }
}

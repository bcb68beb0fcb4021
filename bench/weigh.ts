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
import { allStrategies } from '../lib/strategies/registry.ts'
import { root } from '../scripts/child.mjs'
import { ensureRedis, noRedis, startRedis, type RedisServer } from '../scripts/engines/redis.ts'
import { commit } from '../scripts/matrix.ts'
import { keptBy, newMark } from './in-redis.ts'
import { newMember } from './lab.ts'
import { collectGarbage } from './memory.ts'

const SESSIONS = 1_000
const TOKENS = 1_000_000
/** For how long entries of a node that does nothing are counted. Milliseconds. */
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

/** Entries of a node that does nothing, and bytes of one on its way to a reader, and of a token in memory. */
async function feedOf(redis: RedisServer): Promise<Weights['feed']> {
  await redis.say('FLUSHALL')
  const runtime = await runtimeOn(redis, allStrategies)
  const keys = await reply(redis, 'KEYS lab:*:feed')
  const feed = /lab:\S+:feed/.exec(keys)?.[0]
  if (feed === undefined) throw new Error('there is no feed')
  const entries = async () => Number((await reply(redis, `GET ${feed}:entries`)).split('\r\n')[1])
  const from = await entries()
  await pause(IDLE)
  const beats = ((await entries()) - from) / (IDLE / 1_000)
  const page = await reply(redis, `XREVRANGE ${feed} + - COUNT 10`)
  await runtime.close()
  return { beats, entry: Math.round(page.length / 10), token: bytesOfAToken() }
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

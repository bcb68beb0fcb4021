// What jwt-replicated-blocklist is worth: how soon another node refuses, beside what a bare message
// takes on the same Redis; and what a check costs with a million revoked tokens held, beside a check
// that looks up nothing. Exits with 1 where a ratio that was asked for is missed.
import { once } from 'node:events'
import { connect } from 'node:net'
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import { startRedis, type RedisServer } from '../scripts/engines/redis.ts'
import { IN_MEMORY, openBackend } from '../lib/stores/open.ts'
import { carriedFrom } from '../lib/strategies/carried.ts'
import type { StrategyDefinition } from '../lib/strategies/contract.ts'
import { jwtReplicatedBlocklist } from '../lib/strategies/jwt-replicated-blocklist.ts'
import { statelessJwt } from '../lib/strategies/stateless-jwt.ts'
import type { Runtime } from '../lib/workspace/runtime.ts'
import { hold } from './in-redis.ts'
import { labOn } from './lab.ts'

const HELD = 1_000_000
const REVOCATIONS = 1_000
const CHECKS = 200
const UNSEEN = 50
const ROUNDS = 101

const print = (text: string) => void process.stdout.write(`${text}\n`)
const at = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? NaN

const runtimeOn = async (
  redis: RedisServer,
  database = openBackend(IN_MEMORY),
): Promise<Runtime> => {
  const { withRedis } = await import('../lib/stores/redis/backend.ts')
  return labOn(withRedis(await database, redis.url), [statelessJwt, jwtReplicatedBlocklist])
}

async function signedIn(runtime: Runtime, id: string, definition: StrategyDefinition) {
  const workspace = await runtime.open(id)
  const alice = await workspace?.users.named('alice')
  if (!workspace || !alice) throw new Error('there is no alice')
  const strategy = workspace.strategy(definition)
  const signIn = async () => {
    const carried = carriedFrom((await strategy.start(alice, 'x', {})).credentials)
    // As a request meets it: made anew for each call.
    const verify = () => workspace.strategy(definition).verify(carried)
    return { carried, verify }
  }
  return { strategy, signIn, ...(await signIn()) }
}

/** From before the log-out at one node to the first refusal at the other. Milliseconds. */
async function propagation(one: Runtime, other: Runtime, id: string): Promise<number> {
  const { strategy, carried } = await signedIn(one, id, jwtReplicatedBlocklist)
  const there = (await other.open(id))?.strategy(jwtReplicatedBlocklist)
  if (!there || !(await there.verify(carried)).ok) throw new Error('it is refused before its time')
  const began = performance.now()
  const ending = strategy.end(carried, 'this')
  while ((await there.verify(carried)).ok) await turn()
  const took = performance.now() - began
  await ending
  return took
}

/** A message from one connection to another, by nothing but two sockets. */
async function openBareMessages(redis: RedisServer) {
  const [from, to] = [connect(redis.port, '127.0.0.1'), connect(redis.port, '127.0.0.1')]
  for (const socket of [from, to]) socket.setNoDelay()
  to.write('SUBSCRIBE bare\r\n')
  await once(to, 'data')
  return {
    async roundTrip() {
      const began = performance.now()
      const received = once(to, 'data')
      from.write('PUBLISH bare x\r\n')
      await received
      return performance.now() - began
    },
    close() {
      from.destroy()
      to.destroy()
    },
  }
}

type Costs = Record<'hot' | 'cold', [number, number]>

/**
 * Microseconds a check of stateless-jwt and of jwt-replicated-blocklist, of the fastest half of the
 * rounds, in turns: of a token that was seen before (hot), and of tokens that were never seen (cold).
 */
async function checkCosts(runtime: Runtime, id: string): Promise<Costs> {
  const subjects = [
    await signedIn(runtime, id, statelessJwt),
    await signedIn(runtime, id, jwtReplicatedBlocklist),
  ]
  const hot: number[][] = subjects.map(() => [])
  const cold: number[][] = subjects.map(() => [])
  for (let round = 0; round < ROUNDS; round += 1) {
    // All have signed in before any is timed: one of the two waits for Redis as it does.
    const unseen = subjects.map((): (() => Promise<{ ok: boolean }>)[] => [])
    for (const [index, { signIn }] of subjects.entries()) {
      for (let count = 0; count < UNSEEN; count += 1) unseen[index]?.push((await signIn()).verify)
    }
    // In turns, and each is the first as often as the other.
    const order = round % 2 === 0 ? [0, 1] : [1, 0]
    for (const index of order) cold[index]?.push(await timed(unseen[index] ?? []))
    for (const index of order) {
      const { verify } = subjects[index] ?? {}
      if (verify) hot[index]?.push(await timed(Array.from({ length: CHECKS }, () => verify)))
    }
  }
  const middle = ([plain = [], replicated = []]: number[][]): [number, number] => [
    at(plain, 0.5),
    at(replicated, 0.5),
  ]
  return { hot: middle(hot), cold: middle(cold) }
}

async function timed(checks: readonly (() => Promise<{ ok: boolean }>)[]): Promise<number> {
  // The feed is read in between, as between the requests of a server.
  await turn()
  const began = performance.now()
  for (const verify of checks) if (!(await verify()).ok) throw new Error('it is refused')
  return ((performance.now() - began) * 1000) / checks.length
}

const redis = await startRedis()
const bare = await openBareMessages(redis)
try {
  const database = await openBackend(IN_MEMORY)
  const one = await runtimeOn(redis, Promise.resolve(database))
  const { id } = await one.create()
  await hold(redis, one, HELD)
  const began = performance.now()
  const other = await runtimeOn(
    redis,
    Promise.resolve({ ...database, close: async () => undefined }),
  )
  while ((await other.unavailable()).length > 0) await pause(50)
  const took = (performance.now() - began).toFixed(0).padStart(7)
  print(`${took} ms  until a node that starts holds ${HELD} revoked tokens`)

  const costs = await checkCosts(other, id)
  const messages: number[] = []
  const refusals: number[] = []
  for (let count = 0; count < REVOCATIONS; count += 1) {
    messages.push(await bare.roundTrip())
    refusals.push(await propagation(one, other, id))
  }
  for (const [what, values] of [
    ['a bare message, published to received', messages],
    ['revoked at one node to refused at another', refusals],
  ] as const) {
    const figures = [at(values, 0.5), at(values, 0.99)].map((ms) => ms.toFixed(2)).join(', 99 %: ')
    print(`${figures.padStart(18)} ms  ${what}`)
  }
  for (const [what, [plain, replicated]] of Object.entries(costs)) {
    print(
      `${what}: ${plain.toFixed(1)} µs a check of stateless-jwt, ${replicated.toFixed(1)} µs of jwt-replicated-blocklist`,
    )
  }
  const targets = [
    {
      what: '99 % of refusals elsewhere, to a bare message',
      ratio: at(refusals, 0.99) / at(messages, 0.99),
      atMost: 3,
    },
    ...Object.entries(costs).map(([what, [plain, replicated]]) => ({
      what: `a check with a million held, ${what}, to stateless-jwt`,
      ratio: replicated / plain,
      atMost: 1.2,
    })),
  ]
  for (const { what, ratio, atMost } of targets) {
    print(
      `${ratio <= atMost ? 'ok  ' : 'MISS'} ${ratio.toFixed(2)} (at most ${atMost.toFixed(2)})  ${what}`,
    )
  }
  process.exitCode = targets.every(({ ratio, atMost }) => ratio <= atMost) ? 0 : 1
  await other.close()
  await one.close()
} finally {
  bare.close()
  await redis.end()
}

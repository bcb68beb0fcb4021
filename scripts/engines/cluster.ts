// Several nodes of the lab on one PostgreSQL and one Redis, behind a balancer: what they have in common.
import { randomBytes } from 'node:crypto'
import { ensureHaproxy, findHaproxy, noHaproxy, startBalancer } from './haproxy.ts'
import {
  ensurePostgres,
  findPostgres,
  noPostgres,
  startPostgres,
  type Postgres,
} from './postgres.ts'
import { ensureRedis, findRedis, noRedis, startRedis, type RedisServer } from './redis.ts'

/** What is not here, in a line each; none where a cluster can be started. */
export const missing = (): string[] => [
  ...(findPostgres() ? [] : [noPostgres]),
  ...(findRedis() ? [] : [noRedis]),
  ...(findHaproxy() ? [] : [noHaproxy]),
]

/** The same, once what can be installed is. */
export async function ensureEngines(): Promise<string[]> {
  // One after the other: Debian installs one thing at a time.
  for (const ensure of [ensurePostgres, ensureRedis, ensureHaproxy]) await ensure()
  return missing()
}

export interface Cluster<Node> extends AsyncDisposable {
  /** Of the balancer. */
  url: string
  nodes: Node[]
  /** Starts a node again that has ended: at the same address, with the same settings. */
  restart(index: number): Promise<void>
  postgres: Postgres
  redis: RedisServer
}

/**
 * Starts engines of its own, nodes on them, and a balancer in front; all end together.
 * @param startNode starts a node with this environment
 */
export async function startCluster<Node extends AsyncDisposable & { url: string }>(
  startNode: (env: Record<string, string>) => Promise<Node>,
  { size = 3, port = 0 } = {},
): Promise<Cluster<Node>> {
  const programs = findPostgres()
  if (programs === null) throw new Error(noPostgres)
  const closing = new AsyncDisposableStack()
  try {
    const postgres = closing.use(await startPostgres(programs))
    const redis = closing.adopt(await startRedis(), (server) => server.end())
    const shared = {
      DATABASE_URL: postgres.url(),
      REDIS_URL: redis.url,
      LAB_SECRET: randomBytes(32).toString('base64url'),
      TRUST_PROXY: '1',
    }
    const startOne = async (index: number, PORT = '0'): Promise<Node> =>
      closing.use(await startNode({ ...shared, LAB_NODE: `node-${index + 1}`, PORT }))
    // At once, on an empty database: one of them migrates it.
    const starting = Array.from({ length: size }, (_, index) => startOne(index))
    await Promise.allSettled(starting)
    const nodes: Node[] = await Promise.all(starting)
    const urls = nodes.map(({ url }) => url)
    const { url } = closing.use(await startBalancer(urls, port))
    return {
      url,
      nodes,
      async restart(index) {
        nodes[index] = await startOne(index, new URL(urls[index] ?? '').port)
      },
      postgres,
      redis,
      [Symbol.asyncDispose]: () => closing.disposeAsync(),
    }
  } catch (error) {
    await closing.disposeAsync()
    throw error
  }
}

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
import { startControl, type Controlled } from './control.ts'
import { openLine, type Line } from './line.ts'
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
  /** Of each node to Redis, where they are controlled. */
  lines: Line[]
}

const nameOf = (index: number) => `node-${index + 1}`

/**
 * Starts engines of its own, nodes on them, and a balancer in front; all end together.
 * @param startNode starts a node with this environment
 * @param isControlled whether somebody may break its nodes, by the address in `LAB_CLUSTER_CONTROL`
 */
export async function startCluster<Node extends AsyncDisposable & { url: string }>(
  startNode: (env: Record<string, string>) => Promise<Node>,
  { size = 3, port = 0, isControlled = false } = {},
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
    const controlled: Controlled[] = []
    for (let index = 0; index < (isControlled ? size : 0); index += 1) {
      const line = closing.use(await openLine(redis.port))
      controlled.push({ name: nameOf(index), line, url: null })
    }
    const control = isControlled ? closing.use(await startControl(controlled)) : null
    const lineOf = (index: number): Record<string, string> => {
      const line = controlled[index]?.line
      if (!line || !control) return {}
      return { REDIS_URL: `redis://127.0.0.1:${line.port}`, LAB_CLUSTER_CONTROL: control.url }
    }
    const startOne = async (index: number, PORT = '0'): Promise<Node> =>
      closing.use(await startNode({ ...shared, ...lineOf(index), LAB_NODE: nameOf(index), PORT }))
    // At once, on an empty database: one of them migrates it.
    const starting = Array.from({ length: size }, (_, index) => startOne(index))
    await Promise.allSettled(starting)
    const nodes: Node[] = await Promise.all(starting)
    for (const [index, node] of controlled.entries()) node.url = nodes[index]?.url ?? null
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
      lines: controlled.map(({ line }) => line),
      [Symbol.asyncDispose]: () => closing.disposeAsync(),
    }
  } catch (error) {
    await closing.disposeAsync()
    throw error
  }
}

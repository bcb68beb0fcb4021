// Three nodes of the built app on a PostgreSQL and a Redis of their own, behind a balancer, for trying by
// hand. An interrupt ends all of it, and nothing is left.
import { once } from 'node:events'
import { readEnv } from '#lib/env.ts'
import { ensureEngines, startCluster } from './engines/cluster.ts'
import { startServer } from './served.ts'

const read = readEnv()
const absent = read.ok ? await ensureEngines() : read.problems
if (!read.ok || absent.length > 0) {
  console.error(absent.join('\n'))
  process.exitCode = 1
} else {
  const ended = Promise.race(
    ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'].map((end) => once(process, end)),
  )
  process.channel?.unref()
  const starting = startCluster(startServer, { port: read.env.PORT, isControlled: true })
  await using cluster = await starting
  const nodes = cluster.nodes.map(({ url }, index) => `node-${index + 1} ${url}`).join(', ')
  console.log(`Three nodes on PostgreSQL and Redis: ${nodes}`)
  console.log(`Each answer says in X-Lab-Node whose it is. Logout Lab is at ${cluster.url}`)
  await ended
}

// Three nodes of the built app on a PostgreSQL and a Redis of their own, behind a balancer, for trying by
// hand. An interrupt ends all of it, and nothing is left.
import { once } from 'node:events'
import { readEnv } from '#lib/env.ts'
import { whyNotListening } from '../server/not-listening.ts'
import { ensureEngines, startCluster } from './engines/cluster.ts'
import { listenAt } from './engines/free-port.ts'
import { startServer } from './served.ts'

// Its engines and its secret are its own, whatever the shell names for a server.
const read = readEnv({ ...process.env, DATABASE_URL: '', REDIS_URL: '', LAB_SECRET: '' })
const port = read.ok ? read.env.PORT : 0

/** In a line each; before anything is installed or started. */
async function whyNot(): Promise<string[]> {
  if (!read.ok) return read.problems
  try {
    await listenAt(port)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return [whyNotListening(error, { host: '127.0.0.1', port, command: 'npm run cluster' })]
  }
  return ensureEngines()
}

const problems = await whyNot()
if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exitCode = 1
} else {
  const ended = Promise.race(
    ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'].map((end) => once(process, end)),
  )
  process.channel?.unref()
  const starting = startCluster(startServer, { port, isControlled: true })
  await using cluster = await starting
  const nodes = cluster.nodes.map(({ url }, index) => `node-${index + 1} ${url}`).join(', ')
  console.log(`Three nodes on PostgreSQL and Redis: ${nodes}`)
  console.log(`Each answer says in X-Lab-Node whose it is. Logout Lab is at ${cluster.url}`)
  await ended
}

// Three nodes of the built app behind a balancer, for browser tests: they end when this is told to.
import { once } from 'node:events'
import { startThreeNodes } from './server/three-nodes.ts'

const ended = Promise.race(['SIGINT', 'SIGTERM'].map((end) => once(process, end)))
await using cluster = await startThreeNodes()
const engines = `${cluster.postgres.url()} and ${cluster.redis.url}`
console.log(`Logout Lab is at ${cluster.url}, on ${engines}`)
await ended

// A thread of the matrix: it is told the id of a strategy, and answers with its cells.
import { on } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { findStrategy } from '#lib/strategies/registry.ts'
import { settingsSchema } from '#lib/workspace/settings.ts'
import { measureAll } from './cells.ts'

const toldSchema = z.tuple([z.string()])
const settings = settingsSchema.parse(workerData)

if (!parentPort) throw new Error('this is run as a thread')
for await (const told of on(parentPort, 'message')) {
  const [id] = toldSchema.parse(told)
  const definition = findStrategy(id)
  if (!definition) throw new Error(`there is no strategy "${id}"`)
  parentPort.postMessage(await measureAll({ strategies: [definition], settings }))
}

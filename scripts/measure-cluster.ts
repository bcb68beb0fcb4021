// Measures on three nodes what one cannot show, and keeps it as the run that pages tell of:
//
//   npm run cluster -- --measure
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { keptText, type ClusterRun } from '#lib/evidence/cluster.ts'
import { allStrategies, replicated } from '#lib/strategies/registry.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { root, run, runtime } from './child.mjs'
import { ensureEngines, startCluster } from './engines/cluster.ts'
import { attacksOn, measuredAlone } from './measured/alone.ts'
import { propagationOf, WATCHED } from './measured/propagation.ts'
import { commit } from './matrix.ts'
import { measureAll } from './measured/cells.ts'
import { startServer } from './served.ts'

const KEPT = join(root, 'lib/evidence/cluster.json')

/** A run makes many workspaces, all from one address, and its thieves guess. */
const unlimited = {
  LAB_LIMIT_ADDRESS_WORKSPACES: '1000000',
  LAB_LIMIT_ADDRESS_FAILURES: '1000000',
  LAB_LIMIT_WORKSPACES: '1000000',
}
async function measured(): Promise<ClusterRun> {
  const when = { at: new Date().toISOString(), commit: commit() }
  await using cluster = await startCluster((env) => startServer({ ...unlimited, ...env }))
  const nodes = cluster.nodes.map(({ url }, index) => ({ name: `node-${index + 1}`, url }))
  const propagation: ClusterRun['propagation'] = []
  for (const definition of allStrategies) {
    console.log(`revoked at one node, refused at others: ${definition.id}`)
    propagation.push(await propagationOf(definition, cluster.url, nodes))
  }
  const how = { strategies: replicated, settings: defaultSettings, base: cluster.url }
  const cells = await measureAll(how, console.log)
  const alone: ClusterRun['alone'] = []
  const attacks: ClusterRun['attacks'] = []
  for (const definition of replicated) {
    console.log(`one process: ${definition.id}`)
    alone.push(await measuredAlone(definition, cluster.redis.url))
    attacks.push(...(await attacksOn(definition, cluster.redis.url, when)))
  }
  const about = {
    ...when,
    nodes: nodes.length,
    node: process.versions.node,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    engines: ['PostgreSQL', 'Redis'],
  }
  return { about, watched: WATCHED, propagation, cells, alone, attacks }
}

const absent = await ensureEngines()
if (absent.length > 0) {
  console.error(absent.join('\n'))
  process.exitCode = 1
} else {
  const kept = await measured()
  const broken = [...kept.cells, ...kept.attacks].filter((cell) =>
    Array.isArray(cell.broken) ? cell.broken.length > 0 : cell.broken,
  )
  if (broken.length > 0) {
    console.error('Not kept, for it is not as promised:', JSON.stringify(broken, null, 2))
    process.exitCode = 1
  } else {
    writeFileSync(KEPT, keptText(kept))
    const formatted = await run(runtime, [join(root, 'node_modules/oxfmt/bin/oxfmt'), KEPT])
    if (formatted.code !== 0) throw new Error(formatted.output)
    console.log(`Kept in ${KEPT}`)
  }
}

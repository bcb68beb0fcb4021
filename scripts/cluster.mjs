// Several nodes of the lab behind a balancer: npm run cluster
import { nodeIsTooOld } from './old-node.mjs'

if (nodeIsTooOld()) process.exitCode = 1
else {
  const { ensureBuilt } = await import('./build.mjs')
  const { become } = await import('./child.mjs')
  const { ensureInstalled } = await import('./install.mjs')
  try {
    await ensureInstalled()
    process.exitCode = (await ensureBuilt('.next')) ? await become(['scripts/cluster.ts']) : 1
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}

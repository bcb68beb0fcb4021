// Several nodes of the lab behind a balancer: npm run cluster, with `-- --measure` to keep what they do
import { nodeIsTooOld } from './old-node.mjs'

if (nodeIsTooOld()) process.exitCode = 1
else {
  const { ensureBuilt } = await import('./build.mjs')
  const { become } = await import('./child.mjs')
  const { ensureInstalled } = await import('./install.mjs')
  try {
    await ensureInstalled()
    const script = process.argv.includes('--measure') ? 'measure-cluster.ts' : 'cluster.ts'
    process.exitCode = (await ensureBuilt('.next')) ? await become([`scripts/${script}`]) : 1
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}

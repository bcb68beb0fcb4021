// Several nodes of the lab behind a balancer: npm run cluster, with `-- --measure` or `-- --weigh` to keep what is measured
import { nodeIsTooOld } from './old-node.mjs'

const scripts = { '--measure': 'measure-cluster.ts', '--weigh': 'weigh.ts' }

if (nodeIsTooOld()) process.exitCode = 1
else {
  const { ensureBuilt } = await import('./build.mjs')
  const { become } = await import('./child.mjs')
  const { ensureInstalled } = await import('./install.mjs')
  try {
    await ensureInstalled()
    const asked = Object.entries(scripts).find(([flag]) => process.argv.includes(flag))
    const script = asked?.[1] ?? 'cluster.ts'
    process.exitCode = (await ensureBuilt('.next')) ? await become([`scripts/${script}`]) : 1
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}

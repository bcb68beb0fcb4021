// Every attack on every strategy, in process, over HTTP and in a browser: npm run attacks
import { nodeIsTooOld } from './old-node.mjs'

if (nodeIsTooOld()) process.exitCode = 1
else {
  const { ensureInstalled } = await import('./install.mjs')
  const { become } = await import('./child.mjs')
  try {
    await ensureInstalled()
    process.exitCode = await become(['scripts/attacks.ts', ...process.argv.slice(2)])
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}

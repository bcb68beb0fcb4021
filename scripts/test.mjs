// Every check of the repository: npm test, or some of them: npm test -- --only unit,types
import { nodeIsTooOld } from './old-node.mjs'

if (nodeIsTooOld()) process.exitCode = 1
else {
  const { ensureInstalled } = await import('./install.mjs')
  const { become } = await import('./child.mjs')
  try {
    await ensureInstalled()
    process.exitCode = await become(['scripts/checks.ts', ...process.argv.slice(2)])
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    // Every line that counts ends like this, and nothing was checked.
    console.log('0 passed, 1 failed, 0 skipped')
    process.exitCode = 1
  }
}

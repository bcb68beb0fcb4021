// What only browsers show, over three nodes: the last part of npm run test:long -- cluster
import { join } from 'node:path'
import { ensureBrowser, noBrowser } from './browser.ts'
import { become, root } from './child.mjs'
import { ensureEngines } from './engines/cluster.ts'

const absent = [...(await ensureEngines()), ...((await ensureBrowser()) ? [] : [noBrowser])]
if (absent.length > 0) {
  console.log(`1 skipped, browsers over three nodes:\n${absent.join('\n')}`)
} else {
  const cli = join(root, 'node_modules/@playwright/test/cli.js')
  const asked = process.argv.slice(2)
  process.exitCode = await become([cli, 'test', '--config', 'e2e/nodes.config.ts', ...asked])
}

// What `npm run demo` does, once the Node that runs it is known to be new enough.
import { ensureBuilt } from './build.mjs'
import { become } from './child.mjs'
import { ensureInstalled } from './install.mjs'

try {
  await ensureInstalled()
  process.exitCode = (await ensureBuilt('.next')) ? await become(['server.ts']) : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

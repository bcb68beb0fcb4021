// Builds the pages, unless the sources are those of the last build.
//
//   node scripts/build.mjs [FOLDER]    into .next, or into that folder
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, run, runtime } from './child.mjs'
import { withLock } from './lock.mjs'

const notBuilt =
  /^(\..*|node_modules|data|docs|evidence|e2e|scripts|coverage|test-results|playwright-report|.*\.md)$/
const tests = /\.test\.tsx?$/

/** What the build depends on, as one number: every source by its place and content. */
function fingerprint() {
  const files = readdirSync(root, { withFileTypes: true })
    .filter(({ name }) => !notBuilt.test(name) && !/\.(log|db.*|tsbuildinfo)$/.test(name))
    .flatMap((entry) =>
      entry.isDirectory()
        ? readdirSync(join(root, entry.name), { recursive: true, withFileTypes: true })
            .filter((inner) => inner.isFile())
            .map((inner) => join(inner.parentPath, inner.name))
        : join(root, entry.name),
    )
    .filter((file) => !tests.test(file) && !file.endsWith('next-env.d.ts'))
    .toSorted()
  const hash = createHash('sha256')
  for (const file of files) {
    const content = readFileSync(file)
    hash.update(`${file.slice(root.length)} ${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}

/**
 * @param {string} folder
 * @returns {Promise<boolean>} whether there is a build of the sources as they are now
 */
export async function ensureBuilt(folder) {
  const marker = join(root, folder, 'built-from')
  const isBuilt = () =>
    existsSync(join(root, folder, 'BUILD_ID')) &&
    existsSync(marker) &&
    readFileSync(marker, 'utf8') === fingerprint()
  if (isBuilt()) return true
  return withLock(join(root, `.build${folder}.lock`), async () => {
    if (isBuilt()) return true
    console.log('Building the pages (after every change, some seconds) ...')
    rmSync(marker, { force: true })
    // Before, not after: a source that changes during the build has to be built again.
    const sources = fingerprint()
    const next = join(root, 'node_modules/next/dist/bin/next')
    const { code, output } = await run(runtime, [next, 'build'], {
      LAB_DIST_DIR: folder,
      NEXT_TELEMETRY_DISABLED: '1',
      NODE_ENV: 'production',
      // Pages that are drawn now keep nothing: a secret that is made here would be that of every copy.
      DATABASE_URL: 'file::memory:',
      REDIS_URL: '',
    })
    if (code === 0) writeFileSync(marker, sources)
    else console.error(`The build failed:\n${output.trim()}`)
    return code === 0
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const built = await ensureBuilt(process.argv[2] ?? '.next')
  process.exitCode = built ? 0 : 1
}

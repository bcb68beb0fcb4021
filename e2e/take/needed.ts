import { readdir, readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { z } from 'zod'
import { importsOf } from '#lib/take/imports.ts'

const manifestSchema = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
})

/** What is started by itself: tests, examples, and the settings of the tools. */
const STARTED = /^(test\/[^/]+\.test\.ts|examples\/(express|next-route)\.ts|vitest\.config\.ts)$/

/** What a written folder holds and nothing in it asks for, or asks for and does not hold. */
export async function needless(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  const files = names
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts'))
  const packages = { src: new Set<string>(), others: new Set<string>() }
  const reached = new Set<string>()
  const waiting = files.filter((file) => STARTED.test(file))
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue
    reached.add(file)
    for (const { target, ours } of importsOf(file, await readFile(join(folder, file), 'utf8'))) {
      if (ours) waiting.push(posix.normalize(target))
      else if (!target.startsWith('node:')) {
        packages[file.startsWith('src/') ? 'src' : 'others'].add(target)
      }
    }
  }
  const { dependencies, devDependencies } = manifestSchema.parse(
    JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')),
  )
  const isTool = /^(@types\/|typescript$|vite$|vitest$)/
  const isPeer = 'next-auth' in dependencies ? /^(next|react|react-dom)$/ : /^$/
  return [
    ...files.filter((file) => !reached.has(file)).map((file) => `${file} is asked for by nothing`),
    ...Object.keys(dependencies)
      .filter((name) => !packages.src.has(name) && !isPeer.test(name))
      .map((name) => `${name} is no dependency of the sources`),
    ...Object.keys(devDependencies)
      .filter((name) => !packages.others.has(name) && !isTool.test(name))
      .map((name) => `${name} is no dependency of the tests`),
    ...[...packages.src]
      .filter((name) => !(name in dependencies))
      .map((name) => `${name} is not listed`),
  ]
}

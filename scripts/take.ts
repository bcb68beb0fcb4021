// Writes a strategy with just what it needs as a folder: npm run take -- jwt-blocklist --to DIR
import { parseArgs } from 'node:util'
import { allStrategies, findStrategy } from '#lib/strategies/registry.ts'
import { folderOf } from '#lib/take/folder.ts'
import { writeFolder } from '#lib/take/write.ts'

const usage = 'npm run take -- STRATEGY --to DIR'

async function take(): Promise<string> {
  const { values, positionals } = parseArgs({
    options: { to: { type: 'string' } },
    allowPositionals: true,
  })
  const [id, ...others] = positionals
  const known = `There are: ${allStrategies.map((strategy) => strategy.id).join(', ')}`
  if (id === undefined || others.length > 0)
    throw new Error(`Name one strategy: ${usage}. ${known}`)
  const definition = findStrategy(id)
  if (!definition) throw new Error(`There is no strategy ${id}. ${known}`)
  if (!values.to) throw new Error(`Say where to: ${usage}`)
  const folder = await folderOf(definition)
  await writeFolder(folder, values.to)
  return `${folder.size} files in ${values.to}; there: npm install, npm test`
}

try {
  console.log(await take())
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

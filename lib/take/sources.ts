import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { CHOSEN } from './chosen.ts'
import { importsOf, type Import } from './imports.ts'

/** A file of the house that is taken along. */
interface Source {
  text: string
  imports: Import[]
}

/** What a folder starts from; all else is what these import. */
const entries = [
  'lib/standalone/conformance/suite.ts',
  'lib/standalone/conformance/examples.ts',
  'examples/express.ts',
  'examples/next-route.ts',
]

/** From the folder that the server was started in: Next moves this module into a bundle elsewhere. */
export const readOwn = (file: string): Promise<string> =>
  readFile(join(/* turbopackIgnore: true */ process.cwd(), file), 'utf8')

/** The files that are needed, by their place in the house, with `chosen` in the place of its own. */
export async function neededSources(chosen: string): Promise<Map<string, Source>> {
  const found = new Map<string, Source>()
  const waiting = [...entries]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue
    const text = file === CHOSEN ? chosen : await readOwn(file)
    const imports = importsOf(file, text)
    found.set(file, { text, imports })
    waiting.push(...imports.filter(({ ours }) => ours).map(({ target }) => target))
  }
  return found
}

/** Where the folders of the house go: the first that fits. */
const moves: readonly [from: RegExp, to: string][] = [
  [/^lib\/standalone\/conformance\/(suite|examples)\.ts$/, 'test/$1.test.ts'],
  [/^lib\/standalone\/conformance\//, 'test/'],
  [/^lib\/standalone\//, 'src/'],
  [/^lib\/strategies\/conformance\//, 'test/conformance/'],
  [/^lib\/workspace\//, 'test/'],
  [/^lib\/(scenarios|evidence)\//, 'test/$1/'],
  [/^lib\//, 'src/'],
  [/^db\//, 'src/db/'],
  [/^examples\//, 'examples/'],
]

/** Where a file of the house stands in the folder. */
export function placeOf(file: string): string {
  const move = moves.find(([from]) => from.test(file))
  if (!move) throw new Error(`${file} has no place in a folder of its own`)
  return file.replace(...move)
}

/** The text of a file as it stands at its new place: its imports lead to the others' new places. */
export function moved(file: string, { text, imports }: Source): string {
  const from = posix.dirname(placeOf(file))
  let result = text
  for (const { target, ours, start, end } of imports.toSorted((a, b) => b.start - a.start)) {
    if (!ours) continue
    const path = posix.relative(from, placeOf(target))
    const specifier = path.startsWith('.') ? path : `./${path}`
    result = `${result.slice(0, start)}'${specifier}'${result.slice(end)}`
  }
  return result
}

/** The examples as they stand in every folder. */
export const examples = (): Promise<{ file: string; text: string }[]> =>
  Promise.all(
    ['examples/sessions.ts', 'examples/express.ts', 'examples/next-route.ts'].map(async (file) => {
      const text = await readOwn(file)
      return { file: placeOf(file), text: moved(file, { text, imports: importsOf(file, text) }) }
    }),
  )

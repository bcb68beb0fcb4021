// The figures of the import graph: how long the longest chain of imports is, how many circles there
// are, how many types lib shows. `--verbose` tells the files as well.
import { parseArgs } from 'node:util'
import { pageOf } from './boundaries.ts'
import { isTest, reachOf, sources, type Reach } from './reach.ts'

/** No figure may be above its limit: simpler code, not a higher limit, is the way out. */
const limits = {
  longest: 15,
  circles: 0,
  longestWithTypes: 20,
  circlesWithTypes: 0,
  acrossPages: 0,
}
type Figures = Record<keyof typeof limits, number>

/** What Next or Node starts by itself. */
const ENTRY =
  /^(server\.ts|app\/(.*\/)?(page|layout|route|error|global-error|not-found|loading|template)\.tsx?)$/

type Graph = ReadonlyMap<string, readonly string[]>

/** Who imports whom; only what exists when the program runs, or types included. */
export function graphOf(reaches: ReadonlyMap<string, Reach>, withTypes: boolean): Graph {
  const importsOf = ({ imports }: Reach) =>
    imports.filter(({ target, typeOnly }) => reaches.has(target) && (withTypes || !typeOnly))
  return new Map(
    [...reaches].map(([file, reach]) => [
      file,
      [...new Set(importsOf(reach).map(({ target }) => target))].toSorted(),
    ]),
  )
}

/** Groups of files that all reach each other, those imported first; most hold one file alone. */
export function groupsOf(graph: Graph): string[][] {
  const groups: string[][] = []
  const seen = new Map<string, { index: number; low: number; open: boolean }>()
  const path: string[] = []
  const visit = (file: string) => {
    const own = { index: seen.size, low: seen.size, open: true }
    seen.set(file, own)
    path.push(file)
    for (const target of graph.get(file) ?? []) {
      const found = seen.get(target) ?? visit(target)
      if (found.open) own.low = Math.min(own.low, found.low)
    }
    if (own.low === own.index) {
      const group = path.splice(path.indexOf(file))
      for (const member of group) seen.set(member, { ...own, open: false })
      groups.push(group)
    }
    return seen.get(file) ?? own
  }
  for (const file of graph.keys()) if (!seen.has(file)) visit(file)
  return groups
}

export const circlesOf = (graph: Graph): string[][] =>
  groupsOf(graph)
    .filter((group) => group.length > 1 || group.some((file) => graph.get(file)?.includes(file)))
    .map((group) => group.toSorted())

/** The longest chain of imports from each file. A circle counts with all its files. */
export function chainsOf(graph: Graph): Map<string, string[]> {
  const chains = new Map<string, string[]>()
  for (const group of groupsOf(graph)) {
    const below = group
      .flatMap((file) => graph.get(file) ?? [])
      .filter((target) => !group.includes(target))
      .map((target) => chains.get(target) ?? [])
      .reduce((longest, chain) => (chain.length > longest.length ? chain : longest), [])
    for (const file of group) {
      const others = group.filter((other) => other !== file)
      chains.set(file, [file, ...others, ...below])
    }
  }
  return chains
}

/** The longest chain from something that Next or Node starts. */
export const longestChain = (graph: Graph): string[] =>
  [...chainsOf(graph)]
    .filter(([file]) => ENTRY.test(file))
    .map(([, chain]) => chain)
    .reduce((longest, chain) => (chain.length > longest.length ? chain : longest), [])

const longestOfEach = (graph: Graph): string[] =>
  [...chainsOf(graph)]
    .filter(([file]) => ENTRY.test(file))
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([file, chain]) => `${String(chain.length).padStart(4)} ${file}`)

function tell(title: string, graph: Graph): string {
  const circles = circlesOf(graph).map((circle) => `  ${circle.length}: ${circle.join(', ')}`)
  return [
    `${title}: circles`,
    ...circles,
    `${title}: the longest chain of each entry`,
    ...longestOfEach(graph),
    `${title}: the longest chain`,
    `  ${longestChain(graph).join('\n  -> ')}`,
  ].join('\n')
}

/** How often a file reaches into the folder of a page that is not its own. */
export const acrossPages = (graph: Graph): number =>
  [...graph].reduce(
    (count, [file, targets]) =>
      count +
      targets.filter((target) => pageOf(target) !== null && pageOf(target) !== pageOf(file)).length,
    0,
  )

const typesOf = (source: string) => source.match(/^export (interface|type) \w/gm)?.length ?? 0

async function main() {
  const { values } = parseArgs({ options: { verbose: { type: 'boolean', default: false } } })
  const files = Object.entries(await sources()).filter(([file]) => !isTest(file))
  const reaches = new Map(files.map(([file, source]) => [file, reachOf(file, source)]))
  const runtime = graphOf(reaches, false)
  const typed = graphOf(reaches, true)
  const figures: Figures = {
    longest: longestChain(runtime).length,
    circles: circlesOf(runtime).length,
    longestWithTypes: longestChain(typed).length,
    circlesWithTypes: circlesOf(typed).length,
    acrossPages: acrossPages(typed),
  }
  const types = files
    .filter(([file]) => file.startsWith('lib/'))
    .reduce((count, [, source]) => count + typesOf(source), 0)
  console.log(
    [
      `longest chain of imports ${figures.longest} files, types included ${figures.longestWithTypes}`,
      `circles ${figures.circles}, types included ${figures.circlesWithTypes}`,
      `imports across pages ${figures.acrossPages}`,
      `types exported by lib ${types}`,
    ].join('; '),
  )
  const names = Object.keys(limits) as (keyof typeof limits)[]
  const over = names.filter((name) => figures[name] > limits[name])
  for (const name of over) console.error(`${name} is ${figures[name]}, above ${limits[name]}`)
  if (over.length > 0 || values.verbose) {
    console.log([tell('at run time', runtime), tell('types included', typed)].join('\n\n'))
  }
  process.exitCode = over.length > 0 ? 1 : 0
}

if (import.meta.main) await main()

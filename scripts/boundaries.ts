// Who may import what. Imports point down (app -> lib -> db), a strategy sees contracts and never a
// driver or a framework, and each dangerous thing (signing, SQL, the environment) has one home.
import { glob, readFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'

/** What a file reaches for: imports by their place in the repository or by package, and globals. */
interface Reach {
  imports: { target: string; ours: boolean; typeOnly: boolean }[]
  unreadable: number
  readsEnvironment: boolean
  speaksHttp: boolean
}

export interface Violation {
  file: string
  why: string
}

const isTest = (file: string) =>
  /\.test\.tsx?$/.test(file) ||
  /^lib\/.*\bconformance\//.test(file) ||
  /^(e2e\/|playwright\.config)/.test(file)

const packageOf = (specifier: string) =>
  isBuiltin(specifier)
    ? `node:${specifier.replace(/^node:/, '')}`
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/')

function locate(from: string, specifier: string): { target: string; ours: boolean } {
  if (specifier.startsWith('#')) return { target: posix.normalize(specifier.slice(1)), ours: true }
  if (specifier.startsWith('.')) {
    return { target: posix.join(posix.dirname(from), specifier), ours: true }
  }
  return { target: packageOf(specifier), ours: false }
}

const webTypes = new Set(['Request', 'Response', 'Headers'])
const isNamed = (node: { type: string }, name: string) =>
  node.type === 'Identifier' && 'name' in node && node.name === name
const literal = (node: { type: string }) =>
  node.type === 'Literal' && 'value' in node && typeof node.value === 'string' ? node.value : null

function reachOf(file: string, source: string): Reach {
  const { program, errors } = parseSync(file, source)
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`)
  const reach: Reach = { imports: [], unreadable: 0, readsEnvironment: false, speaksHttp: false }
  const add = (specifier: string | null, typeOnly = false) => {
    if (specifier === null) reach.unreadable += 1
    else reach.imports.push({ ...locate(file, specifier), typeOnly })
  }
  const visitor = new Visitor({
    ImportDeclaration(node) {
      add(node.source.value, node.importKind === 'type')
    },
    ExportAllDeclaration(node) {
      add(node.source.value, node.exportKind === 'type')
    },
    ExportNamedDeclaration(node) {
      if (node.source) add(node.source.value, node.exportKind === 'type')
    },
    ImportExpression(node) {
      add(literal(node.source))
    },
    TSImportType(node) {
      add(node.source.value, true)
    },
    CallExpression(node) {
      const [first] = node.arguments
      if (isNamed(node.callee, 'require')) add(first ? literal(first) : null)
      if (isNamed(node.callee, 'fetch')) reach.speaksHttp = true
    },
    NewExpression(node) {
      const { callee } = node
      if (callee.type === 'Identifier' && webTypes.has(callee.name)) reach.speaksHttp = true
    },
    MemberExpression(node) {
      const property = 'name' in node.property ? node.property.name : literal(node.property)
      if (isNamed(node.object, 'process') && property === 'env') reach.readsEnvironment = true
      if (!isNamed(node.object, 'globalThis')) return
      if (property === 'process') reach.readsEnvironment = true
      if (property === 'fetch') reach.speaksHttp = true
    },
    VariableDeclarator(node) {
      // const { env } = process, or another name for it.
      if (node.init && isNamed(node.init, 'process')) reach.readsEnvironment = true
    },
  })
  visitor.visit(program)
  if (reach.imports.some(({ target }) => target === 'node:process')) reach.readsEnvironment = true
  return reach
}

const layers = ['db/', 'lib/', 'app/']
const layerOf = (file: string) => {
  const layer = layers.findIndex((folder) => file.startsWith(folder))
  return layer < 0 ? layers.length : layer
}

/** Packages with one home. */
const homes: { packages: RegExp; home: RegExp; where: string }[] = [
  { packages: /^jose$/, home: /^lib\/tokens\//, where: 'lib/tokens' },
  {
    packages: /^(better-sqlite3|drizzle-orm)$/,
    home: /^(db\/|lib\/stores\/sqlite\/)/,
    where: 'db and lib/stores/sqlite',
  },
  { packages: /^redis$/, home: /^lib\/stores\/redis/, where: 'lib/stores/redis' },
  {
    packages: /^(next|react|react-dom)$/,
    home: /^(app\/|(server|instrumentation|proxy|next\.config)\.ts$)/,
    where: 'app',
  },
  {
    packages: /^iron-session$/,
    home: /^lib\/strategies\/iron-session/,
    where: 'the strategy that shows it',
  },
  {
    packages: /^next-auth$/,
    home: /^(lib\/strategies\/(pieces\/)?next-auth|app\/)/,
    where: 'the strategies that show it',
  },
]

const environmentReaders =
  /^(lib\/env\.ts|next\.config\.ts|playwright\.config\.ts|vitest\.config\.ts|drizzle\.config\.ts|server\.ts|scripts\/)/

/** The room of the strategies: it could be lifted out, so it reaches for these and nothing else. */
const strategies = /^lib\/strategies\//
const strategyMayImport = [
  strategies,
  /^lib\/stores\/contract[^/]*\.ts$/,
  /^lib\/(tokens|kernel)\//,
  /^(zod|iron-session|next-auth)$/,
]
const isForStrategies = (target: string) =>
  strategyMayImport.some((allowed) => allowed.test(target))

/** The complaints about one file's reach, tests aside: they may touch anything in order to test it. */
function complaints(file: string, reach: Reach): string[] {
  const found: string[] = []
  for (const { target, ours } of reach.imports) {
    const app = ours && target.startsWith('app/') && !file.startsWith('app/')
    if (app) found.push(`${target}: nothing imports from app`)
    else if (ours && layerOf(target) > layerOf(file)) {
      found.push(`${target}: imports point down, app -> lib -> db`)
    }
    if (ours && isTest(target)) found.push(`${target}: only tests import tests`)
    if (ours && file.startsWith('lib/kernel/') && !target.startsWith('lib/kernel/')) {
      found.push(`${target}: the kernel imports nothing of ours`)
    }
    if (strategies.test(file) && !isForStrategies(target)) {
      found.push(`${target}: a strategy sees contracts, tokens and the kernel alone`)
    }
    const kept = ours ? undefined : homes.find(({ packages }) => packages.test(target))
    if (kept && !kept.home.test(file)) found.push(`${target}: belongs to ${kept.where}`)
  }
  if (reach.readsEnvironment && !environmentReaders.test(file)) {
    found.push('reads process.env: lib/env.ts does that')
  }
  if (reach.unreadable > 0 && layerOf(file) < layers.length) {
    found.push('imports what only running it would tell')
  }
  if (/^lib\/scenarios\/(?!stages\/http)/.test(file)) {
    const web = /^(next|undici|node:(http|https|http2|net|tls))$/
    const named = reach.imports.find(({ target, ours }) => !ours && web.test(target))
    const driver = reach.imports.find(({ target }) =>
      target.startsWith('lib/scenarios/stages/http'),
    )
    if (named || driver || reach.speaksHttp) found.push('speaks HTTP: a scenario knows none')
  }
  return found
}

/** Every ring of imports that exists when the program runs, each told once. */
function cycles(reaches: Map<string, Reach>): Violation[] {
  const found: Violation[] = []
  const done = new Set<string>()
  const walk = (file: string, path: string[]) => {
    const start = path.indexOf(file)
    if (start >= 0) {
      const ring = [...path.slice(start), file].join(' -> ')
      found.push({ file, why: `imports itself: ${ring}` })
      return
    }
    if (done.has(file)) return
    for (const { target, ours, typeOnly } of reaches.get(file)?.imports ?? []) {
      if (ours && !typeOnly) walk(target, [...path, file])
    }
    done.add(file)
  }
  for (const file of reaches.keys()) walk(file, [])
  return found
}

/** What breaks a rule, in a set of files given by their place in the repository. */
export function violations(files: Record<string, string>): Violation[] {
  const reaches = new Map(
    Object.entries(files).map(([file, source]) => [file, reachOf(file, source)]),
  )
  const broken = [...reaches]
    .filter(([file]) => !isTest(file))
    .flatMap(([file, reach]) => complaints(file, reach).map((why) => ({ file, why })))
  return [...broken, ...cycles(reaches)]
}

export async function sources(): Promise<Record<string, string>> {
  const files = await Array.fromAsync(
    glob(['{app,lib,db,e2e,scripts,server}/**/*.{ts,tsx,mjs}', '*.{ts,mjs}'], {
      exclude: (name) => name === 'node_modules',
    }),
  )
  const read = async (file: string) =>
    [file.replaceAll('\\', '/'), await readFile(file, 'utf8')] as const
  return Object.fromEntries(await Promise.all(files.toSorted().map(read)))
}

if (import.meta.main) {
  const files = await sources()
  const found = violations(files)
  for (const { file, why } of found) console.error(`${file}: ${why}`)
  if (found.length === 0) console.log(`${Object.keys(files).length} files keep the boundaries`)
  process.exitCode = found.length > 0 ? 1 : 0
}

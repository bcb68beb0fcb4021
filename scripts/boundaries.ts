// Who may import what. Imports point down (app -> lib -> db), a strategy sees contracts and never a
// driver or a framework, and each dangerous thing (signing, SQL, the environment) has one home.
import { isTest, reachOf, sources, type Reach } from './reach.ts'

export interface Violation {
  file: string
  why: string
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
    home: /^(db\/|lib\/stores\/(sqlite|postgres)\/)/,
    where: 'db and the drivers',
  },
  { packages: /^pg$/, home: /^db\/postgres\//, where: 'db/postgres' },
  { packages: /^redis$/, home: /^lib\/stores\/redis/, where: 'lib/stores/redis' },
  {
    packages: /^(next|react|react-dom)$/,
    home: /^(app\/|(server|instrumentation|proxy|next\.config)\.ts$)/,
    where: 'app',
  },
  { packages: /^ws$/, home: /^server\//, where: 'server' },
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

/** Two that draw, or write the address, at once take each other's answer for a mismatch. */
const drawsAnew = /^app\/_data\/(redrawing|address)\.tsx?$/

/** The page whose folder a file lies in; null for what is shared, for the API and for other layers. */
export function pageOf(file: string): string | null {
  const folder = /^app\/([^/]+)\//.exec(file)?.[1] ?? null
  return folder === null || folder.startsWith('_') || outside.has(folder) ? null : folder
}

/** Below app, and no pages: the contract, and routes that stand on it. */
const outside = new Set([
  'api',
  'attacker',
  'healthz',
  'readyz',
  'metrics',
  'openapi.json',
  'settings-form',
])
const standsOnApi =
  /^(app\/(api|attacker|healthz|readyz|metrics|openapi\.json|settings-form)\/|(?!app\/))/

/** The room of the strategies: it could be lifted out, so it reaches for these and nothing else. */
const strategies = /^lib\/strategies\//
const strategyMayImport = [
  strategies,
  /^lib\/stores\/contract[^/]*\.ts$/,
  /^lib\/(tokens|kernel)\//,
  /^(zod|cookie|iron-session|next-auth)$/,
]
const isForStrategies = (target: string) =>
  strategyMayImport.some((allowed) => allowed.test(target))

/** Rooms that stay apart, each with why. */
const apart: { room: RegExp; from: RegExp; why: string }[] = [
  {
    room: /^lib\/stores\//,
    from: /^lib\/(strategies|workspace|scenarios)\//,
    why: 'stores know nothing of who uses them',
  },
  {
    room: /^lib\/workspace\//,
    from: /^lib\/scenarios\//,
    why: 'a workspace knows no scenarios',
  },
  {
    room: /^lib\/evidence\//,
    from: /^lib\/(scenarios|stores|workspace)\//,
    why: 'evidence is told, not made',
  },
]

/** What is wrong between the pages and the API, or between two pages. */
function betweenPages(file: string, target: string): string | null {
  const [from, to] = [pageOf(file), pageOf(target)]
  if (to !== null && from !== to) return 'no file imports from the folder of another page'
  if (target.startsWith('app/api/') && !standsOnApi.test(file))
    return 'pages call the API over HTTP'
  return null
}

/** Knock at the door of the API: to follow one request through the house, and for a WebSocket. */
const asksFromOutside = /^(scripts\/request-trip|server)\.ts$/

/** A driver, and the schema that it stands on, are reached by their door alone: by tests as well. */
const behindTheDoor = /^(db\/|lib\/stores\/(?!conformance\/)[^/]+\/)/
/** `lib/standalone` is another door, to the stores of one strategy; `lib/take` writes both down. */
const atTheDoor =
  /^(db\/|lib\/(standalone|take)\/|lib\/stores\/((?!conformance\/)[^/]+\/|open\.ts$))/

const aroundTheDoor = (file: string, reach: Reach): string[] =>
  reach.imports
    .filter(({ target, ours }) => ours && behindTheDoor.test(target) && !atTheDoor.test(file))
    .map(({ target }) => `${target}: a driver is reached through lib/stores/open.ts`)

/** The complaints about one file's reach, tests aside: they may touch anything in order to test it. */
function complaints(file: string, reach: Reach): string[] {
  const found: string[] = []
  for (const { target, ours } of reach.imports) {
    const app = ours && target.startsWith('app/') && !file.startsWith('app/')
    if (app && !asksFromOutside.test(file)) found.push(`${target}: nothing imports from app`)
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
    const strange = ours ? betweenPages(file, target) : null
    if (strange) found.push(`${target}: ${strange}`)
    const rule = apart.find(({ room, from }) => ours && room.test(file) && from.test(target))
    if (rule) found.push(`${target}: ${rule.why}`)
    const kept = ours ? undefined : homes.find(({ packages }) => packages.test(target))
    if (kept && !kept.home.test(file)) found.push(`${target}: belongs to ${kept.where}`)
  }
  if (reach.readsEnvironment && !environmentReaders.test(file)) {
    found.push('reads process.env: lib/env.ts does that')
  }
  if (reach.drawsAnew && file.startsWith('app/') && !drawsAnew.test(file)) {
    found.push('draws anew by itself: app/_data/redrawing.tsx does that, one thing after the other')
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
  const around = [...reaches].flatMap(([file, reach]) =>
    aroundTheDoor(file, reach).map((why) => ({ file, why })),
  )
  return [...broken, ...around, ...cycles(reaches)]
}

if (import.meta.main) {
  const files = await sources()
  const found = violations(files)
  for (const { file, why } of found) console.error(`${file}: ${why}`)
  if (found.length === 0) console.log(`${Object.keys(files).length} files keep the boundaries`)
  process.exitCode = found.length > 0 ? 1 : 0
}

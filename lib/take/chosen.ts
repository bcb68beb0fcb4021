import type { StrategyDefinition } from '../strategies/contract.ts'
import type { SessionStores } from '../stores/session-stores.ts'

/** The file of the house whose place is taken, in a written folder, by the text below. */
export const CHOSEN = 'lib/standalone/chosen.ts'

/** What each store is kept in. */
const tablesOf: Record<keyof SessionStores, readonly string[]> = {
  sessions: ['sessions'],
  revocations: ['revokedTokens', 'cutOffs'],
  refreshFamilies: ['refreshFamilies'],
  versions: ['versions'],
  cutOffs: ['cutOffs'],
  librarySessions: ['librarySessions'],
}
const isStore = (need: string): need is keyof SessionStores => need in tablesOf

const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const camel = (id: string) => id.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

/** Names a strategy, what it stands on and what it keeps, and by that all that belongs to it. */
export function chosenText({ id, needs }: StrategyDefinition): string {
  const stores = needs.filter(isStore)
  const tables = stores.flatMap((store) => tablesOf[store])
  const signs = needs.includes('tokens') || needs.includes('keys')
  const isReplicated = needs.includes('replicatedRevocations')
  const own = stores.map((store) => `${store}: stored('${store}', sqlite${capital(store)})`)
  const parts = [...(signs ? ['...signing'] : []), ...own].join(', ')
  const from = (names: string, file: string) => `import { ${names} } from '${file}'`
  return `${[
    ...tables.map((table) => from(table, `#db/schema/${kebab(table)}.ts`)),
    ...stores.map((store) =>
      from(`sqlite${capital(store)}`, `../stores/sqlite/${kebab(store)}.ts`),
    ),
    from(camel(id), `../strategies/${id}.ts`),
    `import ${own.length > 0 ? '{ stored, type Chosen }' : 'type { Chosen }'} from './parts.ts'`,
    ...(signs ? [from('ringIn, signing', './signing.ts')] : []),
    isReplicated ? from('openBesideRedis', './beside-redis.ts') : from('openFile', './stores.ts'),
  ].join('\n')}

export const chosen: Chosen = {
  strategy: ${camel(id)},
  open: (file) => ${isReplicated ? "openBesideRedis(file, process.env['REDIS_URL'])" : `openFile(file, [${tables.join(', ')}])`},
  parts: ${parts ? `{ ${parts} }` : '{}'},
  ring: ${signs ? 'ringIn' : 'null'},
}
`
}

// Writes the tables of README.md and docs/many-nodes.md that follow from the code: npm run readme
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readEnv, type Env } from '#lib/env.ts'
import { growthLoads, growthOf } from '#lib/evidence/growth.ts'
import { bytes, count } from '#lib/evidence/words/amounts.ts'
import { readable } from '#lib/evidence/words/durations.ts'
import { costWords } from '#lib/evidence/words/promises.ts'
import { averageCost } from '#lib/evidence/words/working-day.ts'
import { WORKING_DAY } from '#lib/strategies/costs.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import type { Collateral } from '#lib/strategies/promises.ts'
import { promised } from '#lib/strategies/describe.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { allStrategies as registered } from '#lib/strategies/registry.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { root } from './child.mjs'

export const readmePath = join(root, 'README.md')
export const manyNodesPath = join(root, 'docs/many-nodes.md')

type Cells = readonly string[]

/** A Markdown table as the formatter writes one: every column as wide as its widest cell. */
function table(head: Cells, rows: readonly Cells[]): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((cells) => cells[column]?.length ?? 0)),
  )
  const line = (cells: Cells) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = widths.map((width) => '-'.repeat(width))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}

const hit: Record<Collateral, string> = {
  none: '',
  'other-devices': ', on every device',
  everyone: ', for everyone',
}

/** When a stolen copy stops after an event, and who else is hit, under the default lifetimes. */
function ending({ promises, collateral }: StrategyDefinition, event: EventName): string {
  const promise = promised(promises[event], defaultSettings)
  const words = promise.stops.replaceAll('-', ' ')
  const time = 'seconds' in promise ? ` ${readable(promise.seconds)}` : ''
  const colon = promise.stops === 'at-expiry' ? ',' : ''
  return `${words}${time && colon}${time}${hit[collateral[event] ?? 'none']}`
}

/** What the client holds and what the server does: the halves of a strategy's summary. */
export function halves({ id, summary }: Pick<StrategyDefinition, 'id' | 'summary'>) {
  const [, client, server] = /^The client holds (.+?); the server (.+?)\.( |$)/.exec(summary) ?? []
  if (client && server) return { client, server }
  throw new Error(`${id}: a summary says "The client holds ...; the server ..."`)
}

export function strategyTable(strategies: readonly StrategyDefinition[]): string {
  const rows = strategies.map((strategy) => {
    const { reads, writesAMinute } = strategy.cost.request
    const { client, server } = halves(strategy)
    return [
      `[\`${strategy.id}\`](lib/strategies/${strategy.id}.ts)`,
      client,
      server,
      ending(strategy, 'logout'),
      ending(strategy, 'ban'),
      ending(strategy, 'role-change'),
      writesAMinute ? `${reads}, and ${writesAMinute} write a minute` : String(reads),
      costWords(averageCost({ requests: WORKING_DAY.requests, ...strategy.cost.day })),
    ]
  })
  const head = ['strategy', 'the client holds', 'the server', 'log out', 'ban', 'role change']
  return table([...head, 'reads a request', 'a request, over a working day'], rows)
}

/** What each variable is for. A new one that is not told here is a type error. */
const variables: Record<keyof Env, string> = {
  PORT: 'where it listens; `0` takes any free port',
  HOST: 'on which address; `0.0.0.0` opens it to the network',
  DATABASE_URL:
    'the SQLite file, made at the first start; or `postgres://…`, for [many nodes](docs/many-nodes.md)',
  REDIS_URL: '[Redis](docs/redis.md) for session state; unset, it is in the database file',
  LAB_ACCEPT_A_REDIS_THAT_FORGETS: '`yes` takes a Redis that is [refused otherwise](docs/redis.md)',
  LAB_SECRET:
    'seals the signing keys; unset, one is made and kept beside the SQLite file. Nodes share it',
  LAB_NODE: 'a name for this node, told in `X-Lab-Node`',
  LAB_CLUSTER_CONTROL: 'set by `npm run cluster` alone, for the buttons that break its nodes',
  TRUST_PROXY: 'the [proxies in front](docs/proxy.md): how many, or their addresses',
  LAB_REPORTS: 'the folder of the runs that `/reports` shows, as `npm run attacks` writes them',
  LAB_LIMIT_ACCOUNT_FAILURES: 'failed sign-ins a minute, for an account',
  LAB_LIMIT_ADDRESS_FAILURES: 'failed sign-ins a minute, from an address',
  LAB_LIMIT_ADDRESS_WORKSPACES: 'new workspaces an hour, from an address',
  LAB_LIMIT_WORKSPACES: 'workspaces that may be alive',
}

export function environmentTable(): string {
  const defaults = readEnv({ NODE_ENV: 'production' })
  if (!defaults.ok) throw new Error(defaults.problems.join('; '))
  const values: Record<string, unknown> = defaults.env
  const rows = Object.entries(variables).map(([name, meaning]) => {
    const value = values[name]
    const shown = typeof value === 'string' || typeof value === 'number' ? `\`${value}\`` : 'unset'
    return [`\`${name}\``, shown, meaning]
  })
  return table(['variable', 'default', 'is'], rows)
}

/** What so many users ask of each engine, under every strategy. */
export function growthTable(load: (typeof growthLoads)[number]): string {
  const rows = registered.map((definition) => {
    const all = growthOf(definition, load)
    const { redis, postgres, held, inEachNode, feed } = all ?? {}
    const amounts = [redis, postgres].map((value) => (value === undefined ? '?' : count(value)))
    const sizes = [held, inEachNode, feed].map((value) =>
      value === null ? 'in PostgreSQL' : value === undefined ? '?' : bytes(value),
    )
    return [`\`${definition.id}\``, ...amounts, ...sizes]
  })
  const head = ['strategy', 'Redis, operations/s', 'PostgreSQL, operations/s', 'state in Redis']
  return table([...head, 'in each node', 'feed to all nodes, a second'], rows)
}

const madeFor = {
  readme: (strategies: readonly StrategyDefinition[]) => ({
    strategies: strategyTable(strategies),
    environment: environmentTable(),
  }),
  manyNodes: () =>
    Object.fromEntries(growthLoads.map((load) => [`users-${load.users}`, growthTable(load)])),
}

/** The text with each made table between its marks. @throws when a mark is missing */
const between = (document: string, made: Readonly<Record<string, string>>): string =>
  Object.entries(made).reduce((text, [name, rows]) => {
    const marks = new RegExp(`(<!-- ${name}: .* -->)[^]*?(<!-- /${name} -->)`)
    if (!marks.test(text)) throw new Error(`there are no marks for the ${name}`)
    return text.replace(marks, (_, open: string, close: string) => `${open}\n\n${rows}\n\n${close}`)
  }, document)

export const filled = (readme: string, strategies = registered): string =>
  between(readme, madeFor.readme(strategies))
export const filledManyNodes = (document: string): string => between(document, madeFor.manyNodes())

if (import.meta.main) {
  for (const [path, fill] of [
    [readmePath, (text: string) => filled(text)],
    [manyNodesPath, filledManyNodes],
  ] as const) {
    const before = readFileSync(path, 'utf8')
    const made = fill(before)
    writeFileSync(path, made)
    console.log(`${path}: ${made === before ? 'as the code has it' : 'written anew'}`)
  }
}

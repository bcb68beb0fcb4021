// What is measured and played in one process, done again at several nodes: cell by cell the same has to
// come of it. `npm test` takes one strategy for each event and each attack, in turns.
import pLimit from 'p-limit'
import type { Cell } from '#lib/evidence/model.ts'
import type { Attack } from '#lib/scenarios/attacks/attack.ts'
import { playInProcess } from '#lib/scenarios/attacks/playing.ts'
import { attacks } from '#lib/scenarios/attacks/registry.ts'
import { runAttack } from '#lib/scenarios/attacks/run.ts'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import { httpStage, type WayIn } from '#lib/scenarios/stages/http.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { replicated, strategies } from '#lib/strategies/registry.ts'
import { defaultSettings, lifetimesOf } from '#lib/workspace/settings.ts'
import { measureAll } from '../../scripts/measured/cells.ts'
import { describedAtOneNode } from '../attacks/at-one-node.ts'
import { fromItsPlace } from '../attacks/from-address.ts'
import { faultsOf } from '../report/faults.ts'

const AT_ONCE = 4

const everyStrategy = [...replicated, ...strategies]

/** Is it the turn of this strategy, one of `all`, at this place of a list? */
const isInTurn = (all: readonly StrategyDefinition[], place: number, { id }: StrategyDefinition) =>
  all[place % all.length]?.id === id

export interface Pair {
  name: string
  spread: Cell
  /** Undefined for what one process cannot do: it has nobody to replicate to. */
  alone: Cell | undefined
}

/** Cells of the matrix, measured at a server, each beside the one of this process. */
export async function cellsAt(base: string, { whole }: { whole: boolean }): Promise<Pair[]> {
  const options = {
    settings: defaultSettings,
    only: ({ event }: { event: string }, definition: StrategyDefinition) =>
      whole ||
      isInTurn(
        everyStrategy,
        scenarios.findIndex((scenario) => scenario.event === event),
        definition,
      ),
  }
  const named = (cells: Cell[]) =>
    new Map(cells.map((cell) => [`${cell.strategy}, ${cell.event}`, cell]))
  const alone = named(await measureAll({ ...options, strategies }))
  const spread = named(await measureAll({ ...options, strategies: everyStrategy, base }))
  return [...spread].map(([name, cell]) => ({ name, spread: cell, alone: alone.get(name) }))
}

/** How many there are in all, for whoever counts them. */
export const ALL_CELLS = scenarios.length * everyStrategy.length

interface Field {
  /** Of the balancer, and of one of the nodes behind it. */
  base: string
  node: string
  wayIn: WayIn
  whole: boolean
}

/** Attacks that need no browser, played at a server and in this process: what went wrong, and how many. */
export async function attacksAt({ base, node, wayIn, whole }: Field) {
  const set = (attack: Attack, { id }: StrategyDefinition) => ({
    ...defaultSettings,
    ...attack.settings,
    strategy: id,
  })
  const play = async (attack: Attack, definition: StrategyDefinition) => {
    const settings = set(attack, definition)
    // This process has nobody to replicate to.
    const isSpread = !replicated.includes(definition)
    const url = isSpread ? base : node
    const open = () => httpStage(url, definition.id, settings, undefined, fromItsPlace, wayIn)
    const description = describedAtOneNode(definition, lifetimesOf(settings))
    const runs = [await runAttack(open, attack, description, 'http')]
    if (isSpread && attack.media.includes('process')) {
      runs.push(await playInProcess(definition, attack, settings))
    }
    const where = { attack: attack.id, strategy: definition.id }
    return faultsOf(where, runs).map((fault) => `${attack.id} on ${definition.id}: ${fault}`)
  }
  const games = attacks
    .filter(({ media }) => media.includes('http'))
    .flatMap((attack, place) =>
      everyStrategy
        .filter((definition) => whole || isInTurn(everyStrategy, place, definition))
        .map((definition) => ({ attack, definition })),
    )
  // Whoever takes a store away takes it from everybody.
  const isAlone = ({ attack }: (typeof games)[number]) => attack.group === 'outage'
  const limit = pLimit(AT_ONCE)
  const faults = await limit.map(
    games.filter((game) => !isAlone(game)),
    ({ attack, definition }) => play(attack, definition),
  )
  for (const { attack, definition } of games.filter(isAlone)) {
    faults.push(await play(attack, definition))
  }
  return { faults: faults.flat(), played: games.length }
}

import type { StrategyDefinition } from '../../strategies/contract.ts'
import { promised } from '../../strategies/describe.ts'
import { eventNames, type EventName } from '../../strategies/events.ts'
import { defaultLifetimes } from '../../strategies/lifetimes.ts'
import { fromTheRun, keptAlone } from '../cluster.ts'
import { measuredCost, micros } from '../cost.ts'

/** What is compared where nothing else promises the same of every event. */
const mostAsked = ['logout', 'password-change', 'ban'] as const

/** What is promised of an event, in seconds, and whom else it signs out. */
function pledge({ promises, collateral }: StrategyDefinition, event: EventName): string {
  const stops = promised(promises[event], defaultLifetimes)
  const seconds = 'seconds' in stops ? stops.seconds : 0
  return `${stops.stops} ${seconds} ${collateral[event] ?? 'none'}`
}

/** Those that promise the same, and of what: of every event where there are any, or of the events most asked for. */
export function alikeIn(
  definition: StrategyDefinition,
  all: readonly StrategyDefinition[],
): { others: StrategyDefinition[]; of: string } {
  const alike = (events: readonly EventName[]) =>
    all.filter(
      (other) =>
        other.id !== definition.id &&
        measuredCost(other.id) !== null &&
        events.every((event) => pledge(definition, event) === pledge(other, event)),
    )
  const inAll = alike(eventNames)
  return inAll.length > 0
    ? { others: inAll, of: 'every event' }
    : { others: alike(mostAsked), of: 'a log-out, a password change and a ban' }
}

/** What a check costs beside the cheapest that promises the same; null where it was not measured. */
export function costBeside(
  definition: StrategyDefinition,
  all: readonly StrategyDefinition[],
): string | null {
  const own = measuredCost(definition.id)
  if (!own) return null
  const ofNew = own.verifyNew === null ? '' : `, of a new one ${micros(own.verifyNew)}`
  const itself = `A check of what was seen before takes ${micros(own.verify)}${ofNew}.`
  const { others, of } = alikeIn(definition, all)
  const compared = 'Compared under the default lifetimes.'
  const [cheapest] = others
    .flatMap(({ id, title }) => {
      const measured = measuredCost(id)
      return measured ? [{ title, verify: measured.verify }] : []
    })
    .toSorted((a, b) => a.verify - b.verify)
  if (!cheapest) return `${itself} No other promises the same of ${of}. ${compared}`
  const { title, verify } = cheapest
  if (verify >= own.verify) {
    return `${itself} None that promises the same of ${of} is cheaper: next is ${title} with ${micros(verify)}, seen before. ${compared}`
  }
  const times = Number((own.verify / verify).toPrecision(2))
  return `${itself} The cheapest that promises the same of ${of} is ${title} with ${micros(verify)}, seen before: this takes ${times} times as long. ${compared}`
}

/** The same of a strategy that needs several nodes: it was timed in another run than all others. */
export function costOnNodes(strategy: string): string | null {
  const own = keptAlone(strategy)
  return own
    ? `A check of what was seen before takes ${micros(own.verify)}, ${fromTheRun()}; the others were timed in another run.`
    : null
}

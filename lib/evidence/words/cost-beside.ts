import type { StrategyDefinition } from '../../strategies/contract.ts'
import { fromTheRun, keptAlone } from '../cluster.ts'
import { measuredCost, micros } from '../cost.ts'

const alike = ['logout', 'ban'] as const

/** Does the one promise what the other does of a log-out and of a ban, at the same price to others? */
const promisesTheSame = (a: StrategyDefinition, b: StrategyDefinition): boolean =>
  alike.every(
    (event) =>
      a.promises[event].stops === b.promises[event].stops &&
      (a.collateral[event] ?? 'none') === (b.collateral[event] ?? 'none'),
  )

/** What a check costs beside the cheapest that promises the same; null where it was not measured. */
export function costBeside(
  definition: StrategyDefinition,
  all: readonly StrategyDefinition[],
): string | null {
  const own = measuredCost(definition.id)
  if (!own) return null
  const itself = `A check of what was seen before takes ${micros(own.verify)}`
  const others = all.flatMap((other) => {
    const measured = measuredCost(other.id)
    const isOther = other.id !== definition.id && promisesTheSame(definition, other)
    return measured && isOther ? [{ title: other.title, verify: measured.verify }] : []
  })
  const cheapest = others.toSorted((a, b) => a.verify - b.verify)[0]
  if (!cheapest) return `${itself}; no other promises the same of a log-out and a ban.`
  const { title, verify } = cheapest
  if (verify >= own.verify) {
    return `${itself}: the cheapest that promises this of a log-out and a ban, before ${title} with ${micros(verify)}.`
  }
  const times = Number((own.verify / verify).toPrecision(2))
  return `${itself}, ${times} times the ${micros(verify)} of ${title}, the cheapest that promises the same of a log-out and a ban.`
}

/** The same of a strategy that needs several nodes: it was timed in another run than all others. */
export function costOnNodes(strategy: string): string | null {
  const own = keptAlone(strategy)
  return own
    ? `A check of what was seen before takes ${micros(own.verify)}, ${fromTheRun()}; the others were timed in another run.`
    : null
}

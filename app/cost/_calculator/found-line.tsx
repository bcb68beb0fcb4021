import { measuredCost } from '#lib/evidence/cost.ts'
import { heldTokens } from '#lib/evidence/cost-cpu.ts'
import { estimate } from '#lib/evidence/cost-estimate.ts'
import type { Load } from '#lib/evidence/cost-load.ts'
import { count } from '#lib/evidence/words/amounts.ts'
import { allStrategies } from '#lib/strategies/registry.ts'

/** How many verified tokens one process holds, and how many checks that helps under a load. */
export function FoundLine({ load }: { load: Load }) {
  const all = allStrategies.flatMap((definition) => {
    const measured = measuredCost(definition.id)
    const held = measured && heldTokens(definition, measured)
    const found = estimate(definition, load)?.found ?? null
    return held && found !== null ? [{ ...held, found }] : []
  })
  if (all.length === 0) return null
  const tokens = all.map((one) => Number(one.tokens.toPrecision(2)))
  const keys = all.flatMap((one) => one.keys ?? [])
  const percents = all.map(({ found }) => 100 * found)
  return (
    <p className="mt-1 max-w-prose">
      One process holds the verified signatures of some {range(tokens)} tokens
      {keys.length > 0 && <>, and {count(Math.max(...keys))} keys of accounts</>}: under this load,
      depending on the strategy, {range(percents)}% of checks find their token there. The others
      cost what a new token costs.
    </p>
  )
}

/** From the least to the most, or one number where they are told alike. */
function range(values: number[]): string {
  const [least, most] = [count(Math.min(...values)), count(Math.max(...values))]
  return least === most ? least : `${least} to ${most}`
}

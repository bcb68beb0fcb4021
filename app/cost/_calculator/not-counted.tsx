import { measuredCost } from '#lib/evidence/cost.ts'
import { renewalWrites } from '#lib/evidence/cost-cpu.ts'
import { allStrategies } from '#lib/strategies/registry.ts'

/** What is not in the figures. */
export function NotCounted() {
  const leftOut = allStrategies.filter(
    (definition) => renewalWrites(definition) && measuredCost(definition.id) !== null,
  )
  if (leftOut.length === 0) return null
  return (
    <p className="mt-1 max-w-prose">
      Renewals that write wait for the disk, and their CPU was not measured apart. They are left out
      of the CPU of {leftOut.map(({ title }) => title).join(' and ')}. Sign-ins and log-outs are
      left out of the CPU of all.
    </p>
  )
}

import type { Candidate } from '#lib/choose/requirements.ts'
import { averageCost } from '#lib/evidence/words/working-day.ts'
import { describe } from '#lib/strategies/describe.ts'
import { allStrategies } from '#lib/strategies/registry.ts'
import { settings } from './lifetimes.ts'

/** Every strategy with the price that it declares: nothing is measured where no price is shown. */
export const declaredCandidates: readonly Candidate[] = allStrategies.map((definition) => {
  const declared = describe(definition, settings)
  return { definition, declared, price: averageCost(declared.perDay) }
})

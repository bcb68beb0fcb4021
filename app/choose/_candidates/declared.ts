import type { Candidate } from '#lib/choose/requirements.ts'
import { averageCost } from '#lib/evidence/words/working-day.ts'
import { describe } from '#lib/strategies/describe.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { settings } from './lifetimes.ts'

/** Every strategy with the price that it declares: nothing is measured where no price is shown. */
export const declaredCandidates: readonly Candidate[] = strategies.map((definition) => {
  const declared = describe(definition, settings)
  return { definition, declared, price: averageCost(declared.perDay) }
})

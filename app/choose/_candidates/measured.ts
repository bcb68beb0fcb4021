import type { Candidate } from '#lib/choose/requirements.ts'
import { measuredDay } from '#app/_measured/measured.ts'
import { declaredCandidates } from './declared.ts'
import { settings } from './lifetimes.ts'

/** Every strategy with what a request was measured to cost. */
export const measuredCandidates = (): Promise<Candidate[]> =>
  Promise.all(
    declaredCandidates.map(async (candidate) => {
      const { price } = await measuredDay(candidate.definition, settings)
      return { ...candidate, price }
    }),
  )

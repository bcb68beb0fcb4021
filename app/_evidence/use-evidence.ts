import { cellRunShape } from '#app/_evidence/run-shapes.ts'
import { useAnswer } from '#app/_data/use-answer.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { evidencePath } from './paths.ts'

/** One cell with every step of its run. */
export function useEvidence(source: string, strategy: string, event: EventName) {
  const { data, ...rest } = useAnswer(evidencePath(source, strategy, event), cellRunShape)
  return { evidence: data, ...rest }
}

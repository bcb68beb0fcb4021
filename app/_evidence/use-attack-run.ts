import { attackCellRunShape } from '#app/_evidence/run-shapes.ts'
import { useAnswer } from '#app/_data/use-answer.ts'
import { attackPath } from './paths.ts'

/** One attack under one strategy, with every step. */
export function useAttackRun(source: string, strategy: string, attack: string) {
  const { data, ...rest } = useAnswer(attackPath(source, strategy, attack), attackCellRunShape)
  return { run: data, ...rest }
}

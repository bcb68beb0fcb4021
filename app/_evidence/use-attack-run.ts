import { useAnswer } from '#app/_data/use-answer.ts'
import { attackPath, attackRunShape } from './attack-cells.ts'

/** One attack under one strategy, with every step. */
export function useAttackRun(source: string, strategy: string, attack: string) {
  const { data, ...rest } = useAnswer(attackPath(source, strategy, attack), attackRunShape)
  return { run: data, ...rest }
}

import type { Attack } from './attack.ts'
import { replays } from './replay.ts'

/** Every attack, in the order in which pages and tables show them. */
export const attacks: readonly Attack[] = [...replays]

export const findAttack = (id: string): Attack | undefined =>
  attacks.find((attack) => attack.id === id)

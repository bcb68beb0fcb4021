import type { Named } from '#lib/evidence/named.ts'

/** A kind of attack, with those of it, as the page needs them. */
export interface AttackGroup extends Named {
  attacks: readonly Named[]
}

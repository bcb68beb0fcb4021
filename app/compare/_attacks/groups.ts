import { groups } from '#lib/scenarios/attacks/attack.ts'
import { attacks } from '#lib/scenarios/attacks/registry.ts'
import type { Named } from '#app/_words/named.ts'

/** A kind of attack, with those of it, as the page needs them. */
export interface ToldGroup extends Named {
  attacks: readonly Named[]
}

/** In the order in which pages show them; told to the page by the server, which has the catalogue. */
export const toldGroups: readonly ToldGroup[] = Object.entries(groups)
  .map(([id, title]) => ({
    id,
    title,
    attacks: attacks
      .filter(({ group }) => group === id)
      .map((attack) => ({ id: attack.id, title: attack.title })),
  }))
  .filter((group) => group.attacks.length > 0)

import { groups } from '#lib/scenarios/attacks/attack.ts'
import { attacks } from '#lib/scenarios/attacks/registry.ts'
import type { AttackGroup } from './attack-group.ts'

/** In the order in which pages show them; the server, which has the catalogue, hands it to the page. */
export const attackGroups: readonly AttackGroup[] = Object.entries(groups)
  .map(([id, title]) => ({
    id,
    title,
    attacks: attacks
      .filter(({ group }) => group === id)
      .map((attack) => ({ id: attack.id, title: attack.title })),
  }))
  .filter((group) => group.attacks.length > 0)

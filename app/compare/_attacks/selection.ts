import { WORKSPACE } from '#app/_evidence/paths.ts'
import { chosen } from '../chosen.ts'
import type { AttackGroup } from './attack-group.ts'

/** What a visitor has chosen to see of the attacks, as the address tells it. */
interface AttackSelection {
  /** A preset, or the workspace's own settings. */
  source: string
  strategies: readonly string[]
  groups: readonly string[]
  /** The groups that show each attack in a column of its own. */
  wide: readonly string[]
  /** As listed, by how much works in all, by a group or by an attack. */
  sort: string
  open: { strategy: string; attack: string } | null
}

export const attackIds = (groups: readonly AttackGroup[]): string[] =>
  groups.flatMap(({ attacks }) => attacks.map(({ id }) => id))

/** What a table of these can be sorted by, but for the usual order. */
export const sortsOf = (groups: readonly AttackGroup[]): string[] => [
  'rank',
  ...groups.map(({ id }) => `group:${id}`),
  ...attackIds(groups),
]

/** Whatever the address names that is not there is passed over. */
export function readAttackSelection(
  search: Pick<URLSearchParams, 'get'>,
  strategies: readonly string[],
  groups: readonly AttackGroup[],
  presets: readonly string[],
): AttackSelection {
  const preset = search.get('preset')
  const sort = search.get('sort') ?? ''
  const [strategy = '', attack = ''] = (search.get('open') ?? '').split('/')
  const ids = groups.map(({ id }) => id)
  const attacks = attackIds(groups)
  return {
    source: preset !== null && presets.includes(preset) ? preset : WORKSPACE,
    strategies: chosen(search.get('strategies'), strategies),
    groups: chosen(search.get('groups'), ids),
    wide: chosen(search.get('wide') ?? '', ids),
    sort: sortsOf(groups).includes(sort) ? sort : 'usual',
    open: strategies.includes(strategy) && attacks.includes(attack) ? { strategy, attack } : null,
  }
}

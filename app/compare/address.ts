import { WORKSPACE } from '#app/_evidence/paths.ts'
import { oneOf, pathOf, someOf, type Known } from '#app/_data/known.ts'
import { eventNames } from '#lib/strategies/events.ts'
import { presets } from '#lib/workspace/presets.ts'
import { attackGroups } from './_attacks/groups.ts'
import { attackIds, sortsOf } from './_attacks/selection.ts'
import { weightsIn } from './_events/selection.ts'

/** What both views know of an address, and each of its own; their selections read it. */
export function wordsOf(
  view: 'events' | 'attacks',
  strategies: readonly string[],
): Record<string, Known> {
  const shared: Record<string, Known> = {
    view: oneOf(['events', 'attacks']),
    preset: oneOf([WORKSPACE, ...presets.map(({ id }) => id)]),
    strategies: someOf(strategies),
  }
  if (view === 'events') {
    return {
      ...shared,
      event: oneOf(eventNames),
      events: someOf(eventNames),
      sort: oneOf(['usual', 'rank', ...eventNames]),
      weights: (text) => weightsIn(text) !== null,
      open: pathOf(strategies, eventNames),
    }
  }
  const groups = attackGroups.map(({ id }) => id)
  return {
    ...shared,
    groups: someOf(groups),
    wide: someOf(groups),
    sort: oneOf(['usual', ...sortsOf(attackGroups)]),
    open: pathOf(strategies, attackIds(attackGroups)),
  }
}

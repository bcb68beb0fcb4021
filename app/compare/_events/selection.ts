import { WORKSPACE } from '#app/_evidence/paths.ts'
import { eventNames, type EventName } from '#lib/strategies/events.ts'
import { evenWeights, groups, weightWords, type Weights } from '../../_evidence/score.ts'
import { chosen } from '../chosen.ts'

/** What a visitor has chosen, as the address tells it. */
interface Selection {
  /** A preset, or the workspace's own settings. */
  source: string
  strategies: readonly string[]
  events: readonly EventName[]
  /** The one that is asked about. */
  event: EventName
  sort: Sort
  weights: Weights
  open: { strategy: string; event: EventName } | null
}

export type Sort = 'usual' | 'rank' | EventName

const isEvent = (name: string | undefined): name is EventName =>
  eventNames.some((event) => event === name)

/** Whatever the address names that is not there is passed over. */
export function readSelection(
  search: Pick<URLSearchParams, 'get'>,
  strategies: readonly string[],
  presets: readonly string[],
): Selection {
  const preset = search.get('preset')
  const sort = search.get('sort') ?? ''
  const asked = search.get('event') ?? ''
  const [strategy = '', event] = (search.get('open') ?? '').split('/')
  return {
    source: preset !== null && presets.includes(preset) ? preset : WORKSPACE,
    strategies: chosen(search.get('strategies'), strategies),
    events: chosen(search.get('events'), eventNames),
    event: isEvent(asked) ? asked : 'logout',
    sort: sort === 'rank' || isEvent(sort) ? sort : 'usual',
    weights: weightsIn(search.get('weights') ?? '') ?? evenWeights,
    open: strategies.includes(strategy) && isEvent(event) ? { strategy, event } : null,
  }
}

/** One for each group, in their order; null where it is not that. */
export function weightsIn(text: string): Weights | null {
  const given = text.split(',').map(Number)
  const isWhole = given.length === groups.length && given.every((value) => value in weightWords)
  return isWhole
    ? (Object.fromEntries(groups.map(({ id }, at) => [id, given[at] ?? 1])) as Weights)
    : null
}

export function weightsText(weights: Weights): string | null {
  const text = groups.map(({ id }) => weights[id]).join(',')
  return text === groups.map(({ id }) => evenWeights[id]).join(',') ? null : text
}

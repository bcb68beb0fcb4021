import { endsEarly } from '#lib/evidence/words/survival.ts'
import type { CellSummary } from '#lib/evidence/model.ts'
import { cellKey } from '#app/_evidence/paths.ts'
import type { EventName } from '#lib/strategies/events.ts'

/** What a visitor may care about, and what is measured of it. */
export const groups = [
  {
    id: 'logout',
    name: 'Log out',
    events: ['logout', 'logout-others', 'logout-everywhere', 'revoke-device'],
  },
  {
    id: 'emergency',
    name: 'Account emergencies',
    events: [
      'password-change',
      'password-reset',
      'ban',
      'delete',
      'force-logout',
      'rotate-keys',
      'logout-all-users',
      'rekey-account',
    ],
  },
  { id: 'role', name: 'Role change', events: ['role-change'] },
  {
    id: 'time',
    name: 'Time limits',
    events: ['idle-timeout', 'absolute-timeout', 'reauthentication', 'device-limit'],
  },
  // What is to end nobody's session counts by whose it ends.
  { id: 'collateral', name: 'Collateral', events: ['routine-rotation', 'browser-close'] },
  { id: 'cost', name: 'Cost', events: [] },
] as const satisfies readonly { id: string; name: string; events: readonly EventName[] }[]

type GroupId = (typeof groups)[number]['id']

export const weightWords = ['not at all', 'some', 'much', 'most'] as const
export type Weights = Readonly<Record<GroupId, number>>
export const evenWeights: Weights = {
  logout: 1,
  emergency: 1,
  role: 1,
  time: 1,
  collateral: 1,
  cost: 1,
}

/** Up to so many seconds of survival are worth so many points. */
const survivalSteps = [
  { upTo: 0, points: 100, words: 'at once' },
  { upTo: 60, points: 80, words: 'within a minute' },
  { upTo: 600, points: 60, words: 'within 10 minutes' },
  { upTo: 3_600, points: 40, words: 'within an hour' },
  { upTo: 86_400, points: 20, words: 'within a day' },
] as const

const collateralPoints = { none: 100, 'other-devices': 50, everyone: 0 } as const

/** What the ranking says of itself. */
export const scoreRules = [
  `A cell: ${survivalSteps.map(({ words, points }) => `${words} ${points}`).join(', ')}, later or never 0.`,
  'Collateral: nobody 100, other devices 50, everyone 0, over all its cells.',
  'Cost: 100, less 25 for each read or write that a request asks on average over a working day, as measured: eight hours with a request a minute, renewals and sign-ins included.',
  'A group is the mean of its measured cells; the score is the mean of the groups by your weights.',
]

/** Null where measuring ended too early to tell. */
function survivalPoints(cell: CellSummary): number | null {
  const { firstRefused } = cell
  if (firstRefused === null) return endsEarly(cell) ? null : 0
  return survivalSteps.find(({ upTo }) => firstRefused <= upTo)?.points ?? 0
}

/** What a request asked of the stores on average. */
export interface RequestCost {
  reads: number
  writes: number
}

export interface Score {
  strategy: string
  /** Null where nothing is measured yet. */
  byGroup: Readonly<Record<GroupId, number | null>>
  total: number | null
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length

/** The points of a strategy from what is measured so far, and from nothing else. */
export function scoreOf(
  strategy: string,
  cells: ReadonlyMap<string, CellSummary>,
  cost: RequestCost | undefined,
  weights: Weights,
): Score {
  const own = groups.flatMap(({ id, events }) =>
    events.flatMap((event) => {
      const cell = cells.get(cellKey(strategy, event))
      return cell ? [{ group: id, cell }] : []
    }),
  )
  const points = (id: GroupId): number | null => {
    if (id === 'cost') return cost ? Math.max(0, 100 - 25 * (cost.reads + cost.writes)) : null
    if (id === 'collateral') return mean(own.map(({ cell }) => collateralPoints[cell.collateral]))
    return mean(
      own.flatMap(({ group, cell }) => (group === id ? (survivalPoints(cell) ?? []) : [])),
    )
  }
  const byGroup = Object.fromEntries(groups.map(({ id }) => [id, points(id)])) as Score['byGroup']
  const counted = groups.flatMap(({ id }) => {
    const value = byGroup[id]
    return value === null || weights[id] === 0 ? [] : [{ value, weight: weights[id] }]
  })
  const weight = counted.reduce((sum, part) => sum + part.weight, 0)
  const total =
    weight === 0
      ? null
      : counted.reduce((sum, { value, weight: part }) => sum + value * part, 0) / weight
  return { strategy, byGroup, total }
}

/** The best first; equals keep their order. */
export const ranked = (scores: readonly Score[]): Score[] =>
  scores.toSorted((a, b) => (b.total ?? -1) - (a.total ?? -1))

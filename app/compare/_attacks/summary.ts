import type { Named } from '#lib/evidence/named.ts'
import type { AttackCell } from '#lib/evidence/attack-model.ts'
import { attackKey } from '#app/_evidence/paths.ts'
import type { VerdictKind } from '#app/_ui/verdict.tsx'
import type { AttackGroup } from './attack-group.ts'

export type AttackCells = ReadonlyMap<string, AttackCell>

/** What came of several attacks on one strategy. */
export interface Summary {
  works: number
  blocked: number
  notApplicable: number
  error: number
  /** How many of them were not played here. */
  notHere: number
  broken: number
  /** How many are known yet, and of how many. */
  known: number
  expected: number
}

export function summaryOf(
  strategy: string,
  attacks: readonly Named[],
  cells: AttackCells,
): Summary {
  const own = attacks.flatMap(({ id }) => cells.get(attackKey(strategy, id)) ?? [])
  const count = (outcome: AttackCell['outcome']) =>
    own.filter((cell) => cell.outcome === outcome).length
  return {
    works: count('works'),
    blocked: count('blocked'),
    notApplicable: count('not-applicable'),
    error: count('error'),
    notHere: own.filter((cell) => cell.from !== 'here' && cell.outcome !== 'not-applicable').length,
    broken: own.filter((cell) => cell.broken).length,
    known: own.length,
    expected: attacks.length,
  }
}

/** Of those that have an object here, how many work; an error counts as neither. */
export function summaryWords({ works, blocked, error }: Summary): {
  kind: VerdictKind
  word: string
  /** The same where there is little room, beside the icon of its kind. */
  short: string
} {
  const tried = works + blocked
  if (tried === 0) {
    return error > 0
      ? { kind: 'error', word: 'Error', short: 'Error' }
      : { kind: 'unknown', word: 'Not applicable', short: 'n/a' }
  }
  const short = `${works} of ${tried}`
  if (works === 0) {
    return { kind: 'blocked', word: tried === 1 ? 'Blocked' : `All ${tried} blocked`, short }
  }
  return { kind: 'in', word: tried === 1 ? 'Works' : `${works} of ${tried} work`, short }
}

/** Which share of what was tried works; null where nothing is known or nothing has an object. */
const shareOf = ({ works, blocked }: Summary): number | null =>
  works + blocked === 0 ? null : works / (works + blocked)

const places = { blocked: 0, 'not-applicable': 1, works: 2, error: 3 } as const

/** The strategies in the order that was asked for; what is not known yet comes last. */
export function inAttackOrder<Row extends Named>(
  rows: readonly Row[],
  sort: string,
  groups: readonly AttackGroup[],
  cells: AttackCells,
): readonly Row[] {
  if (sort === 'usual') return rows
  const place = (strategy: string): number => {
    const group = groups.find(({ id }) => sort === `group:${id}`)
    if (sort === 'rank' || group) {
      const attacks = group ? group.attacks : groups.flatMap((own) => own.attacks)
      return shareOf(summaryOf(strategy, attacks, cells)) ?? Number.MAX_SAFE_INTEGER
    }
    const cell = cells.get(attackKey(strategy, sort))
    return cell ? places[cell.outcome] : Number.MAX_SAFE_INTEGER
  }
  const at = new Map(rows.map(({ id }) => [id, place(id)]))
  return rows.toSorted((a, b) => (at.get(a.id) ?? 0) - (at.get(b.id) ?? 0))
}

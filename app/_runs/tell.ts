import type { Requirement } from '#lib/evidence/requirement.ts'
import { media, type Medium } from '#lib/evidence/names.ts'
import { groups, type Attack } from '#lib/scenarios/attacks/attack.ts'
import { attacks as catalogue } from '#lib/scenarios/attacks/registry.ts'
import {
  cellVerdicts,
  changesBetween,
  verdictOf,
  type AttackReport,
  type CellVerdict,
  type Change,
  type ReportCell,
} from '#lib/evidence/attack-report.ts'
import { requirements, type RequirementId } from '#lib/scenarios/attacks/requirements.ts'
import { strategies as registry } from '#lib/strategies/registry.ts'
import { agrees } from './outcomes.ts'

export interface Named {
  id: string
  title: string
}

export interface ToldGroup {
  id: string
  title: string
  attacks: readonly Named[]
}

interface ToldMedium {
  medium: Medium
  runs: number
  works: number
  blocked: number
  none: number
  asPredicted: number
}

export interface ToldRequirement extends Requirement {
  id: string
  attacks: readonly Named[]
  /** Under which strategies one of the attacks works, and how many were tried. */
  open: readonly Named[]
  tried: number
}

/** A run with all that the page says of it. */
export interface Told {
  report: AttackReport
  strategies: readonly Named[]
  groups: readonly ToldGroup[]
  totals: Readonly<Record<CellVerdict, number>>
  byMedium: readonly ToldMedium[]
  /** How many cells were played on more than one medium, and in how many of them all agree. */
  agreement: { several: number; agree: number }
  wrong: readonly ReportCell[]
  requirements: readonly ToldRequirement[]
  changes: readonly Change[] | null
  cell(strategy: string, attack: string): ReportCell | undefined
}

/** A report may be older or newer than this code: what only one of them knows keeps its id. */
export const named = (known: readonly Named[], id: string): Named =>
  known.find((own) => own.id === id) ?? { id, title: id }

export const isPlayed = ({ runs, notRun }: ReportCell): boolean => !notRun && runs.length > 0

export function tell(report: AttackReport, previous: AttackReport | null): Told {
  const { cells } = report
  const byPlace = new Map(cells.map((cell) => [`${cell.strategy} ${cell.attack}`, cell]))
  const cell = (strategy: string, attack: string) => byPlace.get(`${strategy} ${attack}`)
  const several = cells.filter(({ runs }) => runs.length > 1)
  return {
    report,
    strategies: inOrder(registry, new Set(cells.map(({ strategy }) => strategy))),
    groups: groupsOf(new Set(cells.map(({ attack }) => attack))),
    totals: totalsOf(cells),
    byMedium: media.map((medium) => mediumOf(medium, cells)).filter(({ runs }) => runs > 0),
    agreement: { several: several.length, agree: several.filter(agrees).length },
    wrong: cells.filter(({ broken, notRun }) => broken.length > 0 || notRun),
    requirements: requirementsOf(cells),
    changes: previous && changesBetween(previous, report),
    cell,
  }
}

/** In the order of our own lists; what they do not know comes last. */
const inOrder = (known: readonly Named[], ids: ReadonlySet<string>): Named[] => [
  ...known.filter(({ id }) => ids.has(id)),
  ...[...ids].filter((id) => !known.some((own) => own.id === id)).map((id) => ({ id, title: id })),
]

function groupsOf(ids: ReadonlySet<string>): ToldGroup[] {
  const known = Object.entries(groups).map(([id, title]) => ({
    id,
    title,
    attacks: catalogue.filter((attack) => attack.group === id && ids.has(attack.id)),
  }))
  const strange = [...ids].filter((id) => !catalogue.some((own) => own.id === id))
  const others = {
    id: 'others',
    title: 'Not in the catalogue of this server',
    attacks: strange.map((id) => ({ id, title: id })),
  }
  return [...known, others].filter(({ attacks }) => attacks.length > 0)
}

function totalsOf(cells: readonly ReportCell[]): Record<CellVerdict, number> {
  const count = (verdict: CellVerdict) => cells.filter((cell) => verdictOf(cell) === verdict).length
  return Object.fromEntries(cellVerdicts.map((verdict) => [verdict, count(verdict)])) as Record<
    CellVerdict,
    number
  >
}

function mediumOf(medium: Medium, cells: readonly ReportCell[]): ToldMedium {
  const runs = cells.flatMap((cell) => cell.runs.filter((run) => run.medium === medium))
  const count = (works: boolean | null) => runs.filter((run) => run.works === works).length
  return {
    medium,
    runs: runs.length,
    works: count(true),
    blocked: count(false),
    none: count(null),
    asPredicted: runs.filter(({ broken }) => !broken).length,
  }
}

function requirementsOf(cells: readonly ReportCell[]): ToldRequirement[] {
  return Object.entries(requirements).flatMap(([id, requirement]) => {
    const speaks = catalogue.filter((attack) => attack.requirements.includes(id as RequirementId))
    const own = cells.filter((cell) => speaks.some((attack) => attack.id === cell.attack))
    const tried = new Set(own.filter(isPlayed).map(({ strategy }) => strategy))
    const open = new Set(
      own.filter(({ runs }) => runs.some(({ works }) => works)).map(({ strategy }) => strategy),
    )
    const played = speaks.filter((attack: Attack) => own.some((cell) => cell.attack === attack.id))
    return tried.size === 0
      ? []
      : [{ ...requirement, id, attacks: played, open: inOrder(registry, open), tried: tried.size }]
  })
}

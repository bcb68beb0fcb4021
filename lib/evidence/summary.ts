import type { AttackReport, ReportCell } from './attack-report.ts'
import {
  agrees,
  cellVerdicts,
  changesBetween,
  verdictOf,
  type CellVerdict,
  type Change,
} from './attack-verdicts.ts'
import type { Named } from './named.ts'
import { media, type Medium } from './names.ts'
import { requirementName, type Requirement } from './requirement.ts'

/** An attack as a summary needs it; of one that nobody knows, there is its id. */
export interface SummarisedAttack extends Named {
  /** The id of its group. */
  group: string
  story: string
  media: readonly Medium[]
  tags: readonly string[]
  requirements: readonly string[]
  oneSided?: string
}

/** What there is to be played: a report knows ids alone, and may be older or newer than this. */
export interface Registered {
  groups: Readonly<Record<string, string>>
  attacks: readonly SummarisedAttack[]
  strategies: readonly Named[]
  requirements: Readonly<Record<string, Requirement>>
}

export interface AttackGroup extends Named {
  attacks: readonly SummarisedAttack[]
}

export interface SummarisedRequirement extends Requirement {
  id: string
  name: string
  /** Those that speak to it. */
  attacks: readonly SummarisedAttack[]
  /** Under which strategies one of them works, and under how many one was played. */
  open: readonly Named[]
  tried: number
}

interface MediumTotals {
  medium: Medium
  runs: number
  works: number
  blocked: number
  none: number
  asPredicted: number
}

/** A run of all attacks with what a reader has to know of it, for every form that it is shown in. */
export interface RunSummary {
  report: AttackReport
  groups: readonly AttackGroup[]
  attacks: readonly SummarisedAttack[]
  strategies: readonly Named[]
  requirements: readonly SummarisedRequirement[]
  totals: Readonly<Record<CellVerdict, number>>
  byMedium: readonly MediumTotals[]
  /** How many cells were played on more than one medium, and in how many of them all agree. */
  agreement: { several: number; agree: number }
  wrong: readonly ReportCell[]
  /** Null when there was no run before. */
  changes: { since: AttackReport; list: readonly Change[] } | null
  cell(attack: string, strategy: string): ReportCell | undefined
}

const STRANGE = { id: 'others', title: 'Not in the registry' }

const strangeAttack = (id: string): SummarisedAttack => ({
  id,
  group: STRANGE.id,
  title: id,
  story: 'The registry does not know this attack.',
  media: [],
  tags: [],
  requirements: [],
})

/** A report may be older or newer than this code: what only one of them knows keeps its id. */
export const named = (known: readonly Named[], id: string): Named =>
  known.find((own) => own.id === id) ?? { id, title: id }

export function summarise(
  report: AttackReport,
  previous: AttackReport | null,
  registered: Registered,
): RunSummary {
  const { cells } = report
  const strange = (what: 'attack' | 'strategy', known: readonly Named[]) =>
    [...new Set(cells.map((cell) => cell[what]))].filter(
      (id) => !known.some((own) => own.id === id),
    )
  const { requirements } = registered
  const attacks = [
    ...registered.attacks,
    ...strange('attack', registered.attacks).map(strangeAttack),
  ]
  const strategies = [
    ...registered.strategies,
    ...strange('strategy', registered.strategies).map((id) => ({ id, title: id })),
  ]
  const groups = [
    ...Object.entries(registered.groups).map(([id, title]) => ({ id, title })),
    STRANGE,
  ]
  const byPlace = new Map(cells.map((cell) => [`${cell.attack} ${cell.strategy}`, cell]))
  const several = cells.filter(({ runs }) => runs.length > 1)
  return {
    report,
    attacks,
    strategies,
    groups: groups
      .map((group) => ({ ...group, attacks: attacks.filter((own) => own.group === group.id) }))
      .filter((group) => group.attacks.length > 0),
    requirements: Object.entries(requirements).map(([id, requirement]) =>
      summarisedRequirement(id, requirement, { cells, attacks, strategies }),
    ),
    totals: totalsOf(cells, attacks.length * strategies.length),
    byMedium: media.map((medium) => mediumTotals(medium, cells)).filter(({ runs }) => runs > 0),
    agreement: { several: several.length, agree: several.filter(agrees).length },
    wrong: cells.filter(({ broken, notRun }) => broken.length > 0 || notRun),
    changes: previous && { since: previous, list: changesBetween(previous, report) },
    cell: (attack, strategy) => byPlace.get(`${attack} ${strategy}`),
  }
}

/** Of what is registered, as much as a report speaks of: the rest was not there when it was made. */
export function inReport(registered: Registered, { cells }: AttackReport): Registered {
  const attacks = new Set(cells.map(({ attack }) => attack))
  const strategies = new Set(cells.map(({ strategy }) => strategy))
  return {
    ...registered,
    attacks: registered.attacks.filter(({ id }) => attacks.has(id)),
    strategies: registered.strategies.filter(({ id }) => strategies.has(id)),
  }
}

/** @param all how many cells there could be: what was not asked for was not run either */
function totalsOf(cells: readonly ReportCell[], all: number): RunSummary['totals'] {
  const verdicts = cells.map(verdictOf)
  const count = (verdict: CellVerdict) => verdicts.filter((own) => own === verdict).length
  const counted = Object.fromEntries(cellVerdicts.map((own) => [own, count(own)])) as Record<
    CellVerdict,
    number
  >
  return { ...counted, 'not-run': counted['not-run'] + all - cells.length }
}

function mediumTotals(medium: Medium, cells: readonly ReportCell[]): MediumTotals {
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

function summarisedRequirement(
  id: string,
  requirement: Requirement,
  {
    cells,
    attacks,
    strategies,
  }: Pick<RunSummary, 'attacks' | 'strategies'> & {
    cells: readonly ReportCell[]
  },
): SummarisedRequirement {
  const speaking = attacks.filter((attack) => attack.requirements.includes(id))
  const own = cells.filter((cell) => speaking.some((attack) => attack.id === cell.attack))
  const played = own.filter(({ runs, notRun }) => !notRun && runs.length > 0)
  const isOpen = new Set(
    own.filter(({ runs }) => runs.some(({ works }) => works)).map(({ strategy }) => strategy),
  )
  return {
    ...requirement,
    id,
    name: requirementName(requirement),
    attacks: speaking,
    open: strategies.filter((strategy) => isOpen.has(strategy.id)),
    tried: new Set(played.map(({ strategy }) => strategy)).size,
  }
}

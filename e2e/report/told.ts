import type { Requirement } from '#lib/evidence/requirement.ts'
import { groups, type Attack } from '#lib/scenarios/attacks/attack.ts'
import { requirements } from '#lib/scenarios/attacks/requirements.ts'
import {
  changesBetween,
  verdictOf,
  type AttackReport,
  type CellVerdict,
  type Change,
  type ReportCell,
} from '#lib/evidence/attack-report.ts'

/** An attack as a reader is told of it: the catalogue's words, or an id that it does not know. */
export type ToldAttack = Pick<
  Attack,
  'id' | 'title' | 'story' | 'media' | 'tags' | 'requirements' | 'oneSided'
> & { group: string }

export interface ToldRequirement extends Requirement {
  id: string
  /** As people cite it. */
  name: string
}

/** Some standards count with their own name in front. */
const citation = ({ standard, number }: Requirement): string => {
  const [last = ''] = standard.split(' ').slice(-1)
  return `${number.startsWith(last) ? standard.slice(0, -last.length).trim() : standard} ${number}`
}

export interface Catalogue {
  attacks: readonly Attack[]
  strategies: readonly { id: string; title: string }[]
}

export type Totals = Record<
  CellVerdict | 'cells' | 'attacks' | 'strategies' | 'asPredicted',
  number
>

/** A run, with what the reader has to be told beside it: what all written reports are made from. */
export interface Told {
  report: AttackReport
  groups: readonly { title: string; attacks: readonly ToldAttack[] }[]
  attacks: readonly ToldAttack[]
  strategies: Catalogue['strategies']
  requirements: readonly ToldRequirement[]
  totals: Totals
  /** Null when there was no run before. */
  changes: { since: AttackReport; list: readonly Change[] } | null
  cell(attack: string, strategy: string): ReportCell | undefined
}

const unknownAttack = (id: string): ToldAttack => ({
  id,
  group: 'Not in the catalogue',
  title: id,
  story: 'The catalogue does not know this attack.',
  media: [],
  tags: [],
  requirements: [],
})

export function tell(
  report: AttackReport,
  previous: AttackReport | null,
  catalogue: Catalogue,
): Told {
  const known = catalogue.attacks.map((attack) => ({ ...attack, group: groups[attack.group] }))
  const others = unknown(report, 'attack', known).map(unknownAttack)
  const attacks: ToldAttack[] = [...known, ...others]
  const strays = unknown(report, 'strategy', catalogue.strategies)
  const strategies = [...catalogue.strategies, ...strays.map((id) => ({ id, title: id }))]
  const cells = new Map(report.cells.map((cell) => [`${cell.attack} ${cell.strategy}`, cell]))
  const titles = [...Object.values<string>(groups), 'Not in the catalogue']
  return {
    report,
    attacks,
    groups: titles
      .map((title) => ({ title, attacks: attacks.filter(({ group }) => group === title) }))
      .filter((group) => group.attacks.length > 0),
    strategies,
    requirements: Object.entries<Requirement>(requirements).map(([id, one]) => ({
      ...one,
      id,
      name: citation(one),
    })),
    totals: totalsOf(report, attacks.length * strategies.length),
    changes: previous && { since: previous, list: changesBetween(previous, report) },
    cell: (attack, strategy) => cells.get(`${attack} ${strategy}`),
  }
}

const unknown = (
  { cells }: AttackReport,
  what: 'attack' | 'strategy',
  known: readonly { id: string }[],
): string[] =>
  [...new Set(cells.map((cell) => cell[what]))].filter((id) => known.every((one) => one.id !== id))

/** @param all how many cells there could be: what was not asked for was not run either */
function totalsOf({ cells }: AttackReport, all: number): Totals {
  const verdicts = cells.map(verdictOf)
  const count = (verdict: CellVerdict) => verdicts.filter((one) => one === verdict).length
  return {
    works: count('works'),
    blocked: count('blocked'),
    'not-applicable': count('not-applicable'),
    broken: count('broken'),
    'not-run': count('not-run') + all - cells.length,
    cells: cells.length,
    attacks: new Set(cells.map(({ attack }) => attack)).size,
    strategies: new Set(cells.map(({ strategy }) => strategy)).size,
    asPredicted: count('works') + count('blocked'),
  }
}

/** How many cells of a kind are named one by one: where hundreds are missing, their number says more. */
export const NAMED = 12

/** What is wrong with the run: the cells that are named, and a sentence for what is not. */
export function wrongs({ cells, errors = [] }: AttackReport) {
  const lost = cells.filter(({ notRun }) => notRun)
  const broken = cells.filter((cell) => cell.broken.length > 0 && !cell.notRun)
  const many = lost.length > NAMED
  const rest = `${lost.length} cells were not run, though they were to be: the matrix shows which.`
  return {
    cells: many ? broken : [...broken, ...lost],
    sentences: many ? [...errors, rest] : errors,
  }
}

export const verdictWords: Record<CellVerdict, string> = {
  works: 'works',
  blocked: 'blocked',
  'not-applicable': 'not applicable',
  broken: 'broken',
  'not-run': 'not run',
}

const counted = (n: number, one: string, more = `${one}s`) => `${n} ${n === 1 ? one : more}`

/** The run in a sentence. */
export function headline({ totals }: Told): string {
  const size = [
    counted(totals.attacks, 'attack'),
    counted(totals.strategies, 'strategy', 'strategies'),
  ].join(' × ')
  const lost = totals['not-run'] > 0 ? `, ${totals['not-run']} not run` : ''
  return `${size}: ${totals.asPredicted} came out as predicted, ${totals['not-applicable']} not applicable, ${totals.broken} broken${lost}`
}

export const seconds = (ms: number): string => {
  const all = Math.round(ms / 1000)
  return all < 60 ? `${(ms / 1000).toFixed(1)} s` : `${Math.floor(all / 60)} min ${all % 60} s`
}

/** A moment as people read it: the seconds of ISO 8601, without its letters. */
export const moment = (iso: string): string => iso.replace(/^(\S+)T(\S+?)(\.\d+)?Z$/, '$1 $2 UTC')

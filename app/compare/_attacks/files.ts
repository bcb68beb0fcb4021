import type { AttackCell } from '#lib/evidence/attack-model.ts'
import type { Named } from '#lib/evidence/named.ts'
import { capital, originWords, outcomeWords } from '#lib/evidence/words/verdicts.ts'
import { toCsv as csv } from '#lib/evidence/writers/csv.ts'
import { toJson as json } from '#lib/evidence/writers/json.ts'
import { document, escaped, table } from '#lib/evidence/writers/markdown.ts'
import { attackKey } from '#app/_evidence/paths.ts'
import { lifetimesText, type Provenance } from '../_matrix/provenance.ts'
import type { AttackGroup } from './attack-group.ts'

/** The attacks as they are on the screen, for a colleague: the same cells, in the same order. */
export interface ShownAttacks extends Provenance {
  strategies: readonly Named[]
  groups: readonly AttackGroup[]
  cells: ReadonlyMap<string, AttackCell>
}

const shownCells = ({ strategies, groups, cells }: ShownAttacks) =>
  strategies.flatMap(({ id }) =>
    groups.flatMap((group) =>
      group.attacks.flatMap((attack) => {
        const cell = cells.get(attackKey(id, attack.id))
        return cell ? [{ cell, group }] : []
      }),
    ),
  )

function cellLine(cell: AttackCell | undefined): string {
  if (!cell) return 'not measured'
  const broken = cell.broken ? 'NOT AS PREDICTED: ' : ''
  const origin = cell.from === 'here' ? '' : ` (${originWords(cell)})`
  return `${broken}${capital(outcomeWords[cell.outcome])}${origin}`
}

/** A table for each group: more columns than that nobody reads. */
export function toMarkdown(shown: ShownAttacks): string {
  const { strategies, groups, cells, settings, at, link } = shown
  const all = shownCells(shown)
  const broken = all.filter(({ cell }) => cell.broken).length
  return document([
    '# Which attacks work',
    null,
    `Played ${at} in process on a virtual clock, under ${settings}. What needs a browser says where it is from.`,
    `Lifetimes: ${lifetimesText(shown)}.`,
    `${all.length} cells, ${broken} not as predicted. ${link}`,
    ...groups.flatMap(({ title, attacks }) => [
      null,
      `## ${escaped(title)}`,
      null,
      ...table(
        ['strategy', ...attacks.map(({ id }) => id)],
        strategies.map(({ id }) => [
          id,
          ...attacks.map((attack) => cellLine(cells.get(attackKey(id, attack.id)))),
        ]),
      ),
    ]),
  ])
}

const columns = [
  'strategy',
  'attack',
  'group',
  'outcome',
  'predicted',
  'as_predicted',
  'known_from',
  'run_at',
  'run_commit',
  'says',
  'settings',
  'played_at',
] as const

export const toCsv = (shown: ShownAttacks): string =>
  csv(
    columns,
    shownCells(shown).map(({ cell, group }) => ({
      strategy: cell.strategy,
      attack: cell.attack,
      group: group.id,
      outcome: cell.outcome,
      predicted: cell.predicted,
      as_predicted: cell.broken ? 'no' : 'yes',
      known_from: cell.from,
      run_at: cell.run?.at ?? '',
      run_commit: cell.run?.commit ?? '',
      says: cell.says,
      settings: shown.settings,
      played_at: shown.at,
    })),
  )

export const toJson = (shown: ShownAttacks): string =>
  json(
    {
      measured: 'in process, on a virtual clock; `from` says where a browser was needed',
      at: shown.at,
      settings: shown.settings,
      lifetimes: shown.lifetimes,
      link: shown.link,
    },
    shownCells(shown).map(({ cell }) => cell),
  )

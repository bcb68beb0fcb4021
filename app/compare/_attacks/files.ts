import type { AttackCell } from '#lib/evidence/attack-model.ts'
import { attackKey } from '#app/_evidence/paths.ts'
import { originWords, outcomeLooks } from '#app/_words/attacks.ts'
import type { Named } from '#app/_words/named.ts'
import type { ToldGroup } from './groups.ts'

/** The attacks as they are on the screen, for a colleague: the same cells, in the same order. */
export interface ShownAttacks {
  strategies: readonly Named[]
  groups: readonly ToldGroup[]
  cells: ReadonlyMap<string, AttackCell>
  /** Under which lifetimes: in words, and in seconds. */
  settings: string
  lifetimes: Readonly<Record<string, number>>
  /** When it was asked for, in ISO 8601. */
  at: string
  link: string
}

const attacksOf = ({ groups }: ShownAttacks) =>
  groups.flatMap((group) => group.attacks.map((attack) => ({ ...attack, group })))

const shownCells = (shown: ShownAttacks) =>
  shown.strategies.flatMap(({ id }) =>
    attacksOf(shown).flatMap((attack) => {
      const cell = shown.cells.get(attackKey(id, attack.id))
      return cell ? [{ cell, attack }] : []
    }),
  )

const about = ({ settings, at }: ShownAttacks) =>
  `Played ${at} in process on a virtual clock, under ${settings}. What needs a browser says where it is from.`

function cellLine(cell: AttackCell): string {
  const broken = cell.broken ? 'NOT AS PREDICTED: ' : ''
  const origin = cell.from === 'here' ? '' : ` (${originWords(cell)})`
  return `${broken}${outcomeLooks[cell.outcome].word}${origin}`
}

/** A table for each group: more columns than that nobody reads. */
export function toMarkdown(shown: ShownAttacks): string {
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`
  const all = shownCells(shown)
  const broken = all.filter(({ cell }) => cell.broken).length
  const lifetimes = Object.entries(shown.lifetimes).map(([name, value]) => `${name} ${value} s`)
  return [
    '# Which attacks work',
    '',
    about(shown),
    `Lifetimes: ${lifetimes.join(', ')}.`,
    `${all.length} cells, ${broken} not as predicted. ${shown.link}`,
    ...shown.groups.flatMap(({ title, attacks }) => [
      '',
      `## ${title}`,
      '',
      line(['strategy', ...attacks.map(({ id }) => id)]),
      line(['---', ...attacks.map(() => '---')]),
      ...shown.strategies.map(({ id }) =>
        line([
          id,
          ...attacks.map((attack) => {
            const cell = shown.cells.get(attackKey(id, attack.id))
            return cell ? cellLine(cell) : 'not measured'
          }),
        ]),
      ),
    ]),
    '',
  ].join('\n')
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

export function toCsv(shown: ShownAttacks): string {
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = shownCells(shown).map(({ cell, attack }) => {
    const row: Record<(typeof columns)[number], string> = {
      strategy: cell.strategy,
      attack: cell.attack,
      group: attack.group.id,
      outcome: cell.outcome,
      predicted: cell.predicted,
      as_predicted: cell.broken ? 'no' : 'yes',
      known_from: cell.from,
      run_at: cell.run?.at ?? '',
      run_commit: cell.run?.commit ?? '',
      says: cell.says,
      settings: shown.settings,
      played_at: shown.at,
    }
    return columns.map((column) => quoted(row[column])).join(',')
  })
  return `${[columns.join(','), ...lines].join('\n')}\n`
}

export const toJson = (shown: ShownAttacks): string =>
  `${JSON.stringify(
    {
      measured: 'in process, on a virtual clock; `from` says where a browser was needed',
      at: shown.at,
      settings: shown.settings,
      lifetimes: shown.lifetimes,
      link: shown.link,
      cells: shownCells(shown).map(({ cell }) => cell),
    },
    null,
    2,
  )}\n`

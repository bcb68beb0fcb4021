'use client'

import type { AttackCell } from '#lib/evidence/attack-model.ts'
import { outcomeWords } from '#lib/evidence/words/verdicts.ts'
import { attackKey } from '#app/_evidence/paths.ts'
import { Printed, type PrintedRow } from '../_matrix/printed.tsx'
import { starred, type Row } from '../_matrix/row.ts'
import type { AttackGroup } from './attack-group.ts'
import type { AttackCells } from './summary.ts'

const wordFor = (cell: AttackCell | undefined): string => {
  if (!cell) return 'not measured'
  const word = cell.outcome === 'not-applicable' ? 'n/a' : outcomeWords[cell.outcome]
  const isPlayed = cell.from !== 'prediction' || cell.outcome === 'not-applicable'
  return `${word}${isPlayed ? '' : ', not run'}${cell.broken ? ', not as predicted' : ''}`
}

/** All attacks of the groups that are chosen, on paper. */
export const Paper = ({
  rows,
  groups,
  cells,
}: {
  rows: readonly Row[]
  groups: readonly AttackGroup[]
  cells: AttackCells
}) => (
  <Printed
    caption="Which attacks work. n/a: the attack has no object there; not run: predicted, as it needs a browser."
    of="Attack"
    strategies={rows.map(starred)}
    rows={groups.flatMap(({ id, title, attacks }): PrintedRow[] => [
      { id: `group:${id}`, title, words: [] },
      ...attacks.map((attack) => ({
        ...attack,
        words: rows.map((strategy) => wordFor(cells.get(attackKey(strategy.id, attack.id)))),
      })),
    ])}
  />
)

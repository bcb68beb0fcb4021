'use client'

import type { Named } from '#lib/evidence/named.ts'
import { attackKey } from '#app/_evidence/paths.ts'
import { useEffect, useRef } from 'react'
import { Link } from '#app/_ui/link.tsx'
import { GridFrame, RowHead } from '../_matrix/grid-frame.tsx'
import { useGrid, type Place } from '../_matrix/use-grid.ts'
import { AttackFace, GroupFace } from './cell-face.tsx'
import type { AttackGroup } from './attack-group.ts'
import { AttackHeads, type Column } from './heads.tsx'
import { summaryOf, summaryWords, type AttackCells } from './summary.ts'

export interface AttackViewProps {
  rows: readonly Named[]
  groups: readonly AttackGroup[]
  wide: readonly string[]
  cells: AttackCells
  isLost: boolean
  sort: string
  onSort(by: string): void
  onOpen(strategy: string, attack: string): void
  onWide(wide: readonly string[]): void
}

const ROW = 'h-16'

/** An attack says more than a group does. Rem. */
const [ATTACK, GROUP] = [9, 5.5]

/** A grid: Tab goes in and out of it, and arrow keys from cell to cell. */
export function AttackTable(props: AttackViewProps) {
  const { rows, groups, wide, cells, isLost, sort, onSort, onOpen, onWide } = props
  const columns = groups.flatMap((group): Column[] =>
    wide.includes(group.id)
      ? group.attacks.map((attack) => ({ group, attack }))
      : [{ group, attack: null }],
  )
  const grid = useGrid(rows.length, columns.length)
  const { focusOn } = grid

  // Who opens a group by its cell goes on at the first attack of it, which stands in its place.
  const widened = useRef<Place | null>(null)
  const shape = wide.join()
  useEffect(() => {
    if (widened.current && shape !== '') focusOn(widened.current)
    widened.current = null
  }, [shape, focusOn])

  const toggle = (group: string) =>
    onWide(wide.includes(group) ? wide.filter((own) => own !== group) : [...wide, group])

  return (
    <GridFrame
      label="Strategies by attacks"
      caption="Which attacks work, for each strategy."
      columns={columns.map(({ group, attack }) => ({
        key: attack?.id ?? group.id,
        rem: attack ? ATTACK : GROUP,
      }))}
      grid={grid}
      head={
        <AttackHeads
          groups={groups}
          columns={columns}
          wide={wide}
          sort={sort}
          onSort={onSort}
          onToggle={toggle}
        />
      }
    >
      {rows.map((strategy, down) => (
        <tr key={strategy.id}>
          <RowHead>
            <Link href={`/strategies/${strategy.id}`}>{strategy.title}</Link>
            <InAll strategy={strategy} groups={groups} cells={cells} />
          </RowHead>
          {columns.map(({ group, attack }, across) => {
            const common = {
              strategy,
              isLost,
              tabIndex: grid.tabIndexAt(down, across),
            }
            return (
              <td
                key={attack?.id ?? group.id}
                className={`${ROW} border-b border-line p-0`}
                onFocus={() => grid.setAt([down, across])}
              >
                <div className={ROW}>
                  {attack ? (
                    <AttackFace
                      {...common}
                      attack={attack}
                      cell={cells.get(attackKey(strategy.id, attack.id))}
                      onOpen={onOpen}
                    />
                  ) : (
                    <GroupFace
                      {...common}
                      group={group}
                      summary={summaryOf(strategy.id, group.attacks, cells)}
                      onWiden={() => {
                        widened.current = [down, across]
                        toggle(group.id)
                      }}
                    />
                  )}
                </div>
              </td>
            )
          })}
        </tr>
      ))}
    </GridFrame>
  )
}

/** What came of all the attacks that are shown. */
export function InAll({
  strategy,
  groups,
  cells,
}: {
  strategy: Named
  groups: readonly AttackGroup[]
  cells: AttackCells
}) {
  const summary = summaryOf(
    strategy.id,
    groups.flatMap(({ attacks }) => attacks),
    cells,
  )
  return (
    <span className="label block font-normal">
      {summary.known < summary.expected
        ? `${summary.known} of ${summary.expected} known`
        : `in all, ${summaryWords(summary).word.toLowerCase()}`}
    </span>
  )
}

'use client'

import { attackKey } from '#app/_evidence/paths.ts'
import { useEffect, useRef } from 'react'
import { GridFrame, RowHead } from '../_matrix/grid-frame.tsx'
import { isMeasuredHere, type Row } from '../_matrix/row.ts'
import { useGrid, type Place } from '../_matrix/use-grid.ts'
import { AttackFace, GroupFace } from './cell-face.tsx'
import type { AttackGroup } from './attack-group.ts'
import { GroupHead, StrategyHeads } from './heads.tsx'
import { summaryOf, type AttackCells } from './summary.ts'

export interface AttackViewProps {
  rows: readonly Row[]
  groups: readonly AttackGroup[]
  wide: readonly string[]
  cells: AttackCells
  isLost: boolean
  onOpen(strategy: string, attack: string): void
  onWide(wide: readonly string[]): void
}

/** All strategies at once, from 1440 pixels on. Rem. */
const [NAMES, CELL] = [12, 4.75]

/**
 * A grid: Tab goes in and out of it, and arrow keys from cell to cell. The attacks are many, and go
 * down the page; the strategies are few, and stand beside each other.
 */
export function AttackTable(props: AttackViewProps) {
  const { rows: strategies, groups, wide, cells, isLost, onOpen, onWide } = props
  const lines = groups.flatMap((group) => [
    { group, attack: null },
    ...(wide.includes(group.id) ? group.attacks.map((attack) => ({ group, attack })) : []),
  ])
  const grid = useGrid(lines.length, strategies.length)
  const { focusOn } = grid

  // Who opens a group by its cell goes on at the first attack of it, which stands below.
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
      label="Attacks by strategies"
      caption="Which attacks work, for each strategy."
      columns={strategies.map(({ id }) => ({ key: id, rem: CELL }))}
      names={NAMES}
      grid={grid}
      head={<StrategyHeads strategies={strategies} groups={groups} cells={cells} />}
    >
      {lines.map(({ group, attack }, down) => (
        <tr key={attack?.id ?? `group:${group.id}`}>
          {attack ? (
            <RowHead>
              <span className="block pl-4 font-normal">{attack.title}</span>
            </RowHead>
          ) : (
            <GroupHead group={group} isWide={wide.includes(group.id)} onToggle={toggle} />
          )}
          {strategies.map((strategy, across) => {
            const common = {
              strategy,
              isLost: isLost || !isMeasuredHere(strategy),
              tabIndex: grid.tabIndexAt(down, across),
            }
            return (
              <td
                key={strategy.id}
                className="h-13 border-b border-line p-0"
                onFocus={() => grid.setAt([down, across])}
              >
                <div className="h-13">
                  {attack ? (
                    <AttackFace
                      {...common}
                      isSmall
                      attack={attack}
                      cell={cells.get(attackKey(strategy.id, attack.id))}
                      onOpen={onOpen}
                    />
                  ) : (
                    <GroupFace
                      {...common}
                      group={group}
                      isWide={wide.includes(group.id)}
                      summary={summaryOf(strategy.id, group.attacks, cells)}
                      onWiden={() => {
                        widened.current = wide.includes(group.id) ? null : [down + 1, across]
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

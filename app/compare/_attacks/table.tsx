import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { Link } from '#app/_ui/link.tsx'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import type { Named } from '../compare.tsx'
import { attackKey } from './cells.ts'
import { AttackFace, GroupFace } from './cell-face.tsx'
import type { ToldGroup } from './groups.ts'
import { AttackHeads } from './heads.tsx'
import { summaryOf, summaryWords, type AttackCells } from './summary.ts'

export interface AttackViewProps {
  rows: readonly Named[]
  groups: readonly ToldGroup[]
  wide: readonly string[]
  cells: AttackCells
  isLost: boolean
  sort: string
  onSort(by: string): void
  onOpen(strategy: string, attack: string): void
  onWide(wide: readonly string[]): void
}

/** A column: a whole group, or one attack of it. */
export interface Column {
  group: ToldGroup
  attack: Named | null
}

type Place = readonly [row: number, column: number]

const moves: Partial<Record<string, Place>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

const within = (value: number, length: number) => Math.min(Math.max(value, 0), length - 1)

function focusOn(body: HTMLTableSectionElement | null, [row, column]: Place): void {
  body?.rows[row]?.cells[column + 1]?.querySelector('button')?.focus()
}

/** A grid: Tab goes in and out of it, and arrow keys from cell to cell. */
export function AttackTable(props: AttackViewProps) {
  const { rows, groups, wide, cells, isLost, sort, onSort, onOpen, onWide } = props
  const [at, setAt] = useState<Place>([0, 0])
  const body = useRef<HTMLTableSectionElement>(null)
  const columns = groups.flatMap((group): Column[] =>
    wide.includes(group.id)
      ? group.attacks.map((attack) => ({ group, attack }))
      : [{ group, attack: null }],
  )
  const [row, column] = [within(at[0], rows.length), within(at[1], columns.length)]

  // Who opens a group by its cell goes on at the first attack of it, which stands in its place.
  const widened = useRef<Place | null>(null)
  const shape = wide.join()
  useEffect(() => {
    if (widened.current && shape !== '') focusOn(body.current, widened.current)
    widened.current = null
  }, [shape])

  const move = (event: KeyboardEvent) => {
    const by = moves[event.key]
    if (!by || !(event.target instanceof HTMLButtonElement)) return
    event.preventDefault()
    const to = [within(row + by[0], rows.length), within(column + by[1], columns.length)] as const
    setAt(to)
    focusOn(body.current, to)
  }
  const toggle = (group: string) =>
    onWide(wide.includes(group) ? wide.filter((own) => own !== group) : [...wide, group])

  return (
    <ScrollRegion
      label="Strategies by attacks"
      className="relative max-h-[85vh] scroll-pt-28 scroll-pl-52 overflow-y-auto print:max-h-none print:overflow-visible"
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- arrow keys go from cell to cell, so it is a grid */}
      <table role="grid" className="w-max min-w-full border-separate border-spacing-0 text-left">
        <caption className="sr-only">
          Which attacks work, for each strategy. Arrow keys go from cell to cell.
        </caption>
        <AttackHeads
          groups={groups}
          columns={columns}
          wide={wide}
          sort={sort}
          onSort={onSort}
          onToggle={toggle}
        />
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- one handler for the keys of every cell in it */}
        <tbody ref={body} onKeyDown={move}>
          {rows.map((strategy, down) => (
            <tr key={strategy.id}>
              <th
                scope="row"
                className="sticky left-0 z-1 w-52 min-w-52 border-r border-b border-line bg-panel px-3 py-2 align-middle text-sm font-medium"
              >
                <Link href={`/strategies/${strategy.id}`}>{strategy.title}</Link>
                <InAll strategy={strategy} groups={groups} cells={cells} />
              </th>
              {columns.map(({ group, attack }, across) => {
                const common = {
                  strategy,
                  isLost,
                  tabIndex: down === row && across === column ? (0 as const) : (-1 as const),
                }
                return (
                  <td
                    key={attack?.id ?? group.id}
                    className="h-20 w-40 min-w-40 border-b border-line p-0"
                    onFocus={() => setAt([down, across])}
                  >
                    <div className="h-20">
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
        </tbody>
      </table>
    </ScrollRegion>
  )
}

/** What came of all the attacks that are shown. */
export function InAll({
  strategy,
  groups,
  cells,
}: {
  strategy: Named
  groups: readonly ToldGroup[]
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

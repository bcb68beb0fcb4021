'use client'

import type { ReactNode } from 'react'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import type { Grid } from './use-grid.ts'

/** How wide the column with the names of the rows is, unless told. Rem. */
const NAMES = 10

/** A table of strategies whose cells open: its names stay in sight, however far it is scrolled. */
export function GridFrame({
  label,
  caption,
  columns,
  names = NAMES,
  head,
  grid: { body, onKeyDown },
  children,
}: {
  label: string
  caption: string
  /** How wide each column is at the least. Rem. */
  columns: readonly { key: string; rem: number }[]
  /** And the one with the names of the rows. */
  names?: number
  head: ReactNode
  grid: Grid
  children: ReactNode
}) {
  const width = columns.reduce((sum, { rem }) => sum + rem, names)
  // Where they are all alike they share what room there is, and the names take none of it.
  const areAlike = columns.every(({ rem }) => rem === columns[0]?.rem)
  return (
    <ScrollRegion label={label} className="grid-frame">
      <table
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- arrow keys go from cell to cell, so it is a grid
        role="grid"
        className="w-full table-fixed border-separate border-spacing-0 text-left"
        style={{ minWidth: `${width}rem` }}
      >
        <caption className="sr-only">{caption} Arrow keys go from cell to cell.</caption>
        <colgroup>
          <col style={{ width: `${names}rem` }} />
          {columns.map(({ key, rem }) => (
            <col key={key} style={areAlike ? {} : { width: `${rem}rem` }} />
          ))}
        </colgroup>
        {head}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- one handler for the keys of every cell in it */}
        <tbody ref={body} onKeyDown={onKeyDown}>
          {children}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

/** The name of a row, with a line below it. */
export const RowHead = ({ children }: { children: ReactNode }) => (
  <th scope="row" className="row-head">
    {children}
  </th>
)

/** What stands above the names of the rows. */
export const Corner = ({ children }: { children: string }) => (
  <th scope="col" className="label corner">
    {children}
  </th>
)

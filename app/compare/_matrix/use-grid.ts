import { useCallback, useRef, useState, type KeyboardEvent, type RefObject } from 'react'

export type Place = readonly [row: number, column: number]

const moves: Partial<Record<string, Place>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

const within = (value: number, length: number) => Math.min(Math.max(value, 0), length - 1)

export interface Grid {
  body: RefObject<HTMLTableSectionElement | null>
  onKeyDown(event: KeyboardEvent): void
  /** One cell can be reached by Tab: the one where the visitor was last. */
  tabIndexAt(row: number, column: number): 0 | -1
  setAt(place: Place): void
  focusOn(place: Place): void
}

/** Tab goes in and out of a grid, and arrow keys from cell to cell, as WAI-ARIA's pattern has it. */
export function useGrid(rows: number, columns: number): Grid {
  const [at, setAt] = useState<Place>([0, 0])
  const body = useRef<HTMLTableSectionElement>(null)
  const [row, column] = [within(at[0], rows), within(at[1], columns)]
  const focusOn = useCallback(
    ([down, across]: Place) =>
      body.current?.rows[down]?.cells[across + 1]?.querySelector('button')?.focus(),
    [],
  )
  return {
    body,
    setAt,
    focusOn,
    tabIndexAt: (down, across) => (down === row && across === column ? 0 : -1),
    onKeyDown(event) {
      const by = moves[event.key]
      if (!by || !(event.target instanceof HTMLButtonElement)) return
      event.preventDefault()
      const to = [within(row + by[0], rows), within(column + by[1], columns)] as const
      setAt(to)
      focusOn(to)
    },
  }
}

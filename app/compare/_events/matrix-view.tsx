'use client'

import type { ReactNode } from 'react'
import { MatrixCards } from './matrix-cards.tsx'
import { MatrixTable } from './matrix-table.tsx'
import type { MatrixProps } from './matrix-props.ts'
import { useWide } from '../use-wide.ts'

/** A column for each event where there is room for them, and a list in two levels where there is not. */
export function MatrixView({
  legend,
  ...props
}: MatrixProps & {
  /** What the marks of small cells stand for; the server draws it, and no script has to. */
  legend: ReactNode
}) {
  const isWide = useWide()
  return (
    <div className="mt-4">
      {isWide !== false && (
        <div className="wider max-lg:hidden print:block">
          <MatrixTable {...props} />
          {legend}
        </div>
      )}
      {isWide !== true && (
        <div className="lg:hidden">
          <MatrixCards {...props} />
        </div>
      )}
    </div>
  )
}

import { named } from '#lib/evidence/summary.ts'
import type { ReactNode } from 'react'
import { Link } from '#app/_ui/link.tsx'
import { attacks } from '#lib/scenarios/attacks/registry.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { cellPath } from './cell-path.ts'

/** To a cell of the run, by name. */
export function CellLink({
  strategy,
  attack,
  children,
}: {
  strategy: string
  attack: string
  children?: ReactNode
}) {
  return (
    <Link href={cellPath(strategy, attack)}>
      {children ?? `${named(attacks, attack).title}, under ${named(strategies, strategy).title}`}
    </Link>
  )
}

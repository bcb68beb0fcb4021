'use client'

import { Icon } from '#app/_ui/icon.tsx'
import { Link } from '#app/_ui/link.tsx'
import type { AttackGroup } from './attack-group.ts'
import { Corner } from '../_matrix/grid-frame.tsx'
import type { AttackCells } from './summary.ts'
import type { Row } from '../_matrix/row.ts'
import { InAll } from './in-all.tsx'

/** The strategies, each with what came of all the attacks that are shown. */
export const StrategyHeads = ({
  strategies,
  groups,
  cells,
}: {
  strategies: readonly Row[]
  groups: readonly AttackGroup[]
  cells: AttackCells
}) => (
  <thead className="sticky top-0 z-2">
    <tr>
      <Corner>Attack</Corner>
      {strategies.map((strategy) => (
        <th
          key={strategy.id}
          scope="col"
          className="border-b border-line bg-panel px-1.5 py-1.5 align-bottom text-[12px] leading-4 font-medium"
        >
          <Link href={`/strategies/${strategy.id}`}>{strategy.title}</Link>
          <InAll strategy={strategy} groups={groups} cells={cells} />
          {strategy.kept && <span className="label block text-[11px]">{strategy.kept.note}</span>}
        </th>
      ))}
    </tr>
  </thead>
)

/** A group, which opens to its attacks. */
export const GroupHead = ({
  group,
  isWide,
  onToggle,
}: {
  group: AttackGroup
  isWide: boolean
  onToggle(group: string): void
}) => (
  <th scope="row" className="row-head p-0">
    <button
      type="button"
      aria-expanded={isWide}
      onClick={() => onToggle(group.id)}
      className="flex h-full min-h-13 w-full items-center gap-1 px-2 text-left hover:bg-sunken focus-visible:-outline-offset-2"
    >
      <Icon
        name="chevron-right"
        size={14}
        className={`shrink-0 transition-transform duration-150 ${isWide ? 'rotate-90' : ''}`}
      />
      <span>
        {group.title}
        <span className="label block font-normal">
          {group.attacks.length} {group.attacks.length === 1 ? 'attack' : 'attacks'}
        </span>
      </span>
    </button>
    <noscript>{group.title}</noscript>
  </th>
)

'use client'

import type { Named } from '#lib/evidence/named.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { Corner } from '../_matrix/grid-frame.tsx'
import type { AttackGroup } from './attack-group.ts'

/** A column: a whole group, or one attack of it. */
export interface Column {
  group: AttackGroup
  attack: Named | null
}

const head =
  'label flex w-full items-center gap-1 px-2 text-left font-medium hover:text-ink focus-visible:-outline-offset-2'

/** Two rows of names: the groups, which open and close, and what stands in their columns. */
export function AttackHeads({
  groups,
  columns,
  wide,
  sort,
  onSort,
  onToggle,
}: {
  groups: readonly AttackGroup[]
  columns: readonly Column[]
  wide: readonly string[]
  sort: string
  onSort(by: string): void
  onToggle(group: string): void
}) {
  return (
    <thead className="sticky top-0 z-2">
      <tr>
        <Corner rowSpan={2} />
        {groups.map((group) => {
          const isWide = wide.includes(group.id)
          return (
            <th
              key={group.id}
              scope="colgroup"
              colSpan={isWide ? group.attacks.length : 1}
              className="border-l border-line bg-panel p-0 first:border-l-0"
            >
              <button
                type="button"
                aria-expanded={isWide}
                onClick={() => onToggle(group.id)}
                className={`${head} ${isWide ? 'h-8' : 'h-20'} py-1 text-ink`}
              >
                <Icon
                  name="chevron-right"
                  size={14}
                  className={`shrink-0 transition-transform duration-150 ${isWide ? 'rotate-90' : ''}`}
                />
                {group.title}
              </button>
            </th>
          )
        })}
      </tr>
      <tr>
        {columns.map(({ group, attack }) => {
          const by = attack?.id ?? `group:${group.id}`
          const { length } = group.attacks
          return (
            <th
              key={by}
              scope="col"
              aria-sort={sort === by ? 'ascending' : undefined}
              className="border-b border-line bg-panel p-0 align-bottom"
            >
              <button
                type="button"
                onClick={() => onSort(by)}
                className={`${head} ${attack ? 'min-h-17 py-1' : 'h-8'}`}
              >
                {attack ? attack.title : `${length} ${length === 1 ? 'attack' : 'attacks'}`}
                <span className="sr-only">, sort by it</span>
                <Icon
                  name={sort === by ? 'arrow-down' : 'arrow-up-down'}
                  size={14}
                  className={`shrink-0 ${sort === by ? 'text-accent' : 'opacity-50'}`}
                />
              </button>
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

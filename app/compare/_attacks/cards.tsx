'use client'

import { attackKey } from '#app/_evidence/paths.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { AttackFace } from './cell-face.tsx'
import type { AttackGroup } from './attack-group.ts'
import { summaryOf, summaryWords } from './summary.ts'
import { isMeasuredHere, type Row } from '../_matrix/row.ts'
import { InAll } from './in-all.tsx'
import type { AttackViewProps } from './table.tsx'

const chevron = 'mt-1 shrink-0 transition-transform duration-150'

/** A card for each strategy, which opens to the groups, and each of those to its attacks. */
export function AttackCards(props: AttackViewProps) {
  const { rows, groups, cells } = props
  return (
    <ul className="grid gap-2">
      {rows.map((strategy) => (
        <li key={strategy.id} className="panel relative">
          <details className="group/card" open={rows.length === 1}>
            <summary className="flex min-h-14 cursor-pointer list-none items-start gap-2 p-3 [&::-webkit-details-marker]:hidden">
              <Icon name="chevron-right" className={`${chevron} group-open/card:rotate-90`} />
              <span className="min-w-0">
                <span className="font-medium">{strategy.title}</span>
                <InAll strategy={strategy} groups={groups} cells={cells} />
                {strategy.kept && <span className="label block">{strategy.kept.note}</span>}
              </span>
            </summary>
            <ul className="border-t border-line">
              {groups.map((group) => (
                <Group
                  key={group.id}
                  {...props}
                  isLost={props.isLost || !isMeasuredHere(strategy)}
                  strategy={strategy}
                  group={group}
                />
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  )
}

function Group({
  strategy,
  group,
  cells,
  isLost,
  wide,
  onOpen,
}: AttackViewProps & { strategy: Row; group: AttackGroup }) {
  const summary = summaryOf(strategy.id, group.attacks, cells)
  return (
    <li className="border-b border-line last:border-b-0">
      <details className="group/kind" open={wide.includes(group.id)}>
        <summary className="flex min-h-11 cursor-pointer list-none items-start gap-2 px-3 py-2 text-sm [&::-webkit-details-marker]:hidden">
          <Icon name="chevron-right" className={`${chevron} group-open/kind:rotate-90`} />
          <span className="min-w-0">
            <span className="block">{group.title}</span>
            {summary.known < summary.expected ? (
              <span className="label">
                {isLost ? 'not all measured' : `${summary.known} of ${summary.expected} known`}
              </span>
            ) : (
              <VerdictMark {...summaryWords(summary)} />
            )}
          </span>
        </summary>
        <ul className="border-t border-line bg-page">
          {group.attacks.map((attack) => (
            <li
              key={attack.id}
              className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] items-center gap-2 border-b border-line pl-3 last:border-b-0"
            >
              <span aria-hidden className="text-sm">
                {attack.title}
              </span>
              <div className="h-20">
                <AttackFace
                  strategy={strategy}
                  attack={attack}
                  cell={cells.get(attackKey(strategy.id, attack.id))}
                  isLost={isLost}
                  onOpen={onOpen}
                />
              </div>
            </li>
          ))}
        </ul>
      </details>
    </li>
  )
}

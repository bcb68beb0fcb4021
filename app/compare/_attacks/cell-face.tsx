'use client'

import type { Named } from '#lib/evidence/named.ts'
import { outcomeLooks } from '#app/_ui/looks.ts'
import type { AttackCell } from '#lib/evidence/attack-model.ts'
import { attackKey } from '#app/_evidence/paths.ts'
import { memo } from 'react'
import { Icon } from '#app/_ui/icon.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { SmallVerdictMark, tints } from '../_matrix/small-verdict.tsx'
import { summaryWords, type Summary } from './summary.ts'

const face =
  'flex h-full w-full flex-col justify-center gap-0.5 px-1.5 py-1 text-left leading-4 hover:bg-sunken focus-visible:-outline-offset-2'

export const origins = {
  here: 'measured here',
  run: 'from the last run',
  prediction: 'predicted, not run',
} as const

const shortOrigins = { run: 'last run', prediction: 'predicted' } as const

/** As short as a table of hundreds wants it. */
const shortOutcomes: Record<AttackCell['outcome'], string> = {
  works: 'Works',
  blocked: 'Blocked',
  'not-applicable': 'n/a',
  error: 'Error',
}

/** Nothing yet, or nothing any more. */
function Missing({ isLost }: { isLost: boolean }) {
  return isLost ? (
    <span className="label flex h-full items-center gap-1.5 px-2">
      <Icon name="minus" size={14} /> not measured
    </span>
  ) : (
    <span className="flex h-full items-center px-2">
      <Skeleton className="h-10 w-full" />
      <span className="sr-only">is being measured</span>
    </span>
  )
}

const NotAsPredicted = ({ count }: { count?: number }) => (
  <span className="flex items-start gap-1 text-xs font-medium text-in">
    <Icon name="triangle-alert" size={14} className="mt-px shrink-0" />
    {count ? `${count} not as predicted` : 'not as predicted'}
  </span>
)

interface Common {
  strategy: Named
  isLost: boolean
  tabIndex?: 0 | -1
}

/** One attack on one strategy: what came of it, and where that is known from. */
export const AttackFace = memo(function AttackFace({
  strategy,
  attack,
  cell,
  isLost,
  isSmall = false,
  tabIndex,
  onOpen,
}: Common & {
  attack: Named
  /** In a table of hundreds the eye is given few words, and a screen reader all of them. */
  isSmall?: boolean
  cell: AttackCell | undefined
  onOpen(strategy: string, attack: string): void
}) {
  if (!cell) return <Missing isLost={isLost} />
  const { kind, word } = outcomeLooks[cell.outcome]
  const hasReason = cell.outcome === 'not-applicable' || cell.outcome === 'error'
  return (
    <button
      type="button"
      data-cell={attackKey(strategy.id, attack.id)}
      data-verdict={kind}
      aria-haspopup="dialog"
      tabIndex={tabIndex}
      onClick={() => onOpen(strategy.id, attack.id)}
      className={`${face} ${tints[kind] ?? ''}`}
    >
      <span className="sr-only">
        {strategy.title}, {attack.title}:{' '}
      </span>
      {isSmall ? (
        <SmallVerdictMark kind={kind} word={word} short={shortOutcomes[cell.outcome]} />
      ) : (
        <span data-word className="leading-4">
          <VerdictMark kind={kind} word={word} />
        </span>
      )}
      {cell.broken && <NotAsPredicted />}
      {isSmall && cell.from !== 'here' && !hasReason && (
        <span aria-hidden className="label text-[11px]">
          {shortOrigins[cell.from]}
        </span>
      )}
      <span className={isSmall ? 'sr-only' : 'label line-clamp-2'}>
        {hasReason ? cell.says : origins[cell.from]}
      </span>
    </button>
  )
})

/** A group of attacks on one strategy, in short; it opens to its attacks. */
export function GroupFace({
  strategy,
  group,
  summary,
  isWide,
  isLost,
  tabIndex,
  onWiden,
}: Common & { group: Named; summary: Summary; isWide: boolean; onWiden(): void }) {
  const { known, expected, error, notHere, broken } = summary
  if (known < expected) return <Missing isLost={isLost} />
  const { kind, word, short } = summaryWords(summary)
  return (
    <button
      type="button"
      data-group={`${strategy.id}/${group.id}`}
      data-verdict={kind}
      tabIndex={tabIndex}
      onClick={onWiden}
      className={`${face} ${tints[kind] ?? ''}`}
    >
      <span className="sr-only">
        {strategy.title}, {group.title}:{' '}
      </span>
      <SmallVerdictMark kind={kind} word={word} short={short} />
      {broken > 0 && <NotAsPredicted count={broken} />}
      {error > 0 && kind !== 'error' && <span className="label">{error} could not be played</span>}
      {notHere > 0 && (
        <span className="label text-[11px] whitespace-nowrap">
          {notHere} elsewhere<span className="sr-only">, not played here</span>
        </span>
      )}
      <span className="sr-only">. {isWide ? 'Hide its attacks' : 'Show each attack'}</span>
    </button>
  )
}

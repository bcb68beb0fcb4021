'use client'

import { attackCellShape } from '#app/_evidence/attack-shapes.ts'
import type { AttackCell } from '#lib/evidence/attack-model.ts'
import { WORKSPACE, attackKey, attacksPath } from '#app/_evidence/paths.ts'
import { useSearchParams } from 'next/navigation'
import { Suspense, useCallback, type ReactNode } from 'react'
import type { Named } from '#lib/evidence/named.ts'
import { late } from '#app/_ui/late.tsx'
import { Link } from '#app/_ui/link.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { writeAddress } from '../../_data/address.ts'
import { isMeasuredHere, namedWithOrigin, type Row } from '../_matrix/row.ts'
import { useFeed, type Kind } from '../_matrix/use-feed.ts'
import { LifetimesChoice } from '../_events/lifetimes-choice.tsx'
import { Progress } from '../_events/progress.tsx'
import { TakeAlong } from '../_events/take-along.tsx'
import { chosenText } from '../chosen.ts'
import { useWide } from '../use-wide.ts'
import type { ViewProps } from '../view-props.ts'
import type { AttackGroup } from './attack-group.ts'
import type { ShownAttacks } from './files.ts'
import { AttackFilters } from './filters.tsx'
import { readAttackSelection } from './selection.ts'
import { inAttackOrder, summaryOf, type AttackCells } from './summary.ts'
import { AttackTable } from './table.tsx'

// A wide screen has no use for it.
const AttackCards = late(() => import('./cards.tsx').then((m) => m.AttackCards))
const later = <Skeleton className="h-[85vh]" />
const Paper = late(() => import('./paper.tsx').then((m) => m.Paper))
const AttackDialog = late(() => import('./dialog.tsx').then((m) => m.AttackDialog))

const kind: Kind<AttackCell> = {
  shape: attackCellShape,
  key: ({ strategy, attack }) => attackKey(strategy, attack),
}

/** Attacks by strategies: each group in one line, which opens to its attacks. */
export function CompareAttacks({
  strategies: measured,
  kept,
  groups,
  presets,
  told,
  workspace,
}: ViewProps) {
  const search = useSearchParams()
  const strategies: readonly Row[] = [...measured, ...kept.strategies]
  const { source, sort, open, ...chosen } = readAttackSelection(
    search,
    strategies.map(({ id }) => id),
    groups,
    presets.map(({ id }) => id),
  )
  const count = groups.reduce((sum, { attacks }) => sum + attacks.length, 0)
  const expected = count * measured.length
  const feed = useFeed(attacksPath(source), kind, expected)
  const known = kept.sources.includes(source) ? kept.attacks : []
  const cells = new Map([
    ...feed.cells,
    ...known.map((cell) => [attackKey(cell.strategy, cell.attack), cell] as const),
  ])
  const isWide = useWide()
  const own = groups.filter(({ id }) => chosen.groups.includes(id))
  const rows = inAttackOrder(
    strategies.filter(({ id }) => chosen.strategies.includes(id)),
    sort,
    own,
    cells,
  )
  const preset = presets.find(({ id }) => id === source)
  const lifetimes = preset?.lifetimes ?? workspace
  const shown = (): ShownAttacks => ({
    strategies: rows.map(namedWithOrigin),
    groups: own,
    cells,
    settings: preset ? `the defaults of ${preset.title}` : "this workspace's settings",
    lifetimes,
    at: feed.at,
    link: window.location.href,
  })
  const show = useCallback(
    (strategy: string, attack: string) => writeAddress({ open: attackKey(strategy, attack) }),
    [],
  )
  const countOf = (from: AttackCell['from']) =>
    [...feed.cells.values()].filter((cell) => cell.from === from).length
  const opened = open && strategies.find(({ id }) => id === open.strategy)
  const openedAttack =
    open && groups.flatMap(({ attacks }) => attacks).find(({ id }) => id === open.attack)
  const props = {
    rows,
    groups: own,
    wide: chosen.wide,
    cells,
    isLost: feed.state === 'lost',
    onOpen: show,
    onWide: (wide: readonly string[]) =>
      writeAddress({ wide: wide.length === 0 ? null : wide.join(',') }),
  }
  return (
    <>
      <p className="mt-4 min-h-[6lh] text-2xl leading-tight font-semibold sm:min-h-[2lh] sm:text-3xl">
        {answer(rows.filter(isMeasuredHere), own, feed.cells)}
      </p>
      <div className="unprinted mt-4 grid items-start gap-2 lg:grid-cols-2">
        <LifetimesChoice
          presets={presets}
          source={source}
          told={told}
          onChoose={(id) => writeAddress({ preset: id === WORKSPACE ? null : id })}
        />
        <AttackFilters strategies={strategies} groups={groups} chosen={chosen} sort={sort} />
      </div>
      <div className="mt-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <Progress
          feed={feed}
          expected={expected}
          verdict={verdictWords(feed.cells)}
          unmeasured={countOf('prediction')}
          resolution={runWords(countOf('run'), countOf('prediction'))}
        />
        <TakeAlong
          write={async (form) => (await import('./files.ts'))[form](shown())}
          isEmpty={feed.cells.size === 0}
        />
      </div>
      {rows.length === 0 || own.length === 0 ? (
        <div className="mt-4">
          <Notice kind="note" title="Nothing is chosen">
            Choose at least one strategy and one kind of attack.{' '}
            <button
              type="button"
              className="button button-small"
              onClick={() => writeAddress({ strategies: null, groups: null })}
            >
              Show everything
            </button>
          </Notice>
        </div>
      ) : (
        <div className="unprinted mt-4">
          {isWide !== false && (
            <div className="wider max-lg:hidden">
              <div className="unprinted mb-2 flex flex-wrap gap-2">
                <button
                  type="button"
                  className="button button-small"
                  onClick={() => props.onWide(own.map(({ id }) => id))}
                >
                  Show each attack
                </button>
                <button
                  type="button"
                  className="button button-small"
                  onClick={() => props.onWide([])}
                >
                  Show groups alone
                </button>
              </div>
              <AttackTable {...props} />
            </div>
          )}
          {isWide !== true && (
            <div className="lg:hidden">
              <Suspense fallback={later}>
                {isWide === false ? <AttackCards {...props} /> : later}
              </Suspense>
            </div>
          )}
        </div>
      )}
      {feed.state !== 'measuring' && feed.cells.size > 0 && (
        <Suspense>
          <Paper rows={rows} groups={own} cells={cells} />
        </Suspense>
      )}
      <p className="label mt-2 max-w-prose">
        “2 of 6” is two that work, of six that have an object here; “elsewhere” means in a browser,
        and not on this page. Whether an attack works does not say how bad that is: no score is made
        of these.{' '}
        {chosenText(
          chosen.groups,
          groups.map(({ id }) => id),
        ) !== null && 'Only the chosen kinds are counted.'}
      </p>
      {open && opened && openedAttack && (
        <Suspense>
          <AttackDialog
            key={attackKey(open.strategy, open.attack)}
            source={source}
            strategy={opened}
            attack={openedAttack}
            onClose={() => writeAddress({ open: null })}
          />
        </Suspense>
      )}
    </>
  )
}

/** Which strategies the fewest attacks work on, once all is known. */
function answer(
  rows: readonly Named[],
  groups: readonly AttackGroup[],
  cells: AttackCells,
): ReactNode {
  const attacks = groups.flatMap((group) => group.attacks)
  const counted = rows.map((strategy) => ({
    strategy,
    ...summaryOf(strategy.id, attacks, cells),
  }))
  if (counted.some(({ known, expected }) => known < expected)) return 'Which attacks work?'
  const least = Math.min(...counted.map(({ works }) => works))
  const best = counted.filter(({ works }) => works === least)
  const predicted = attacks.filter(({ id }) => {
    const cell = cells.get(attackKey(best[0]?.strategy.id ?? '', id))
    return cell?.outcome === 'works' && cell.from === 'prediction'
  }).length
  return (
    <>
      {best.map(({ strategy: { id, title } }, at) => (
        <span key={id}>
          {at > 0 && ', '}
          <Link href={`/strategies/${id}`}>{title}</Link>
        </span>
      ))}
      : {least} of {attacks.length} attacks work, the fewest
      {predicted > 0 && `; ${predicted} of these are predicted, and not run`}.
    </>
  )
}

/** What is to be said of all cells: in what they differ from the prediction, and what failed. */
function verdictWords(cells: ReadonlyMap<string, AttackCell>): string {
  const all = [...cells.values()]
  const broken = all.filter((cell) => cell.broken).length
  const errors = all.filter(({ outcome }) => outcome === 'error').length
  return [
    broken === 0
      ? 'each came to what was predicted'
      : `${broken} did not come to what was predicted`,
    ...(errors > 0 ? [`${errors} could not be played`] : []),
  ].join('; ')
}

function runWords(fromRun: number, predicted: number): string {
  return [
    'one run a cell',
    ...(fromRun > 0 ? [`${fromRun} need a browser: from the last run of the tests`] : []),
    ...(predicted > 0 ? [`${predicted} need a browser, and are predicted`] : []),
  ].join('; ')
}

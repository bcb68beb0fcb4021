'use client'

import { WORKSPACE, cellKey } from '#app/_evidence/paths.ts'
import { useSearchParams } from 'next/navigation'
import { Suspense, useMemo } from 'react'
import { late } from '#app/_ui/late.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { eventNames, type EventName } from '#lib/strategies/events.ts'
import { writeAddress } from '../../_data/address.ts'
import { isMeasuredHere, namedWithOrigin, type Row } from '../_matrix/row.ts'
import type { ViewProps } from '../view-props.ts'
import type { ShownMatrix } from './files.ts'
import { ranked, scoreOf } from '../../_evidence/score.ts'
import { useMatrix } from './use-matrix.ts'
import { EventAnswer } from './event-answer.tsx'
import { Filters } from './filters.tsx'
import { LifetimesChoice } from './lifetimes-choice.tsx'
import { MatrixView } from './matrix-view.tsx'
import { inOrder } from './order.ts'
import { Progress } from './progress.tsx'
import { readSelection } from './selection.ts'
import { TakeAlong } from './take-along.tsx'
import { useCosts } from './use-costs.ts'

/** Nobody opens a cell before there are cells, so its inside comes later. */
const CellDialog = late(() => import('./cell-dialog.tsx').then((m) => m.CellDialog))

const ByLength = late(() => import('./by-length.tsx').then((m) => m.ByLength))
const Ranking = late(() => import('./ranking.tsx').then((m) => m.Ranking))
const Paper = late(() => import('./paper.tsx').then((m) => m.Paper))

/** The same function every time, or every cell would be drawn anew with each that comes in. */
const show = (strategy: string, event: EventName) =>
  writeAddress({ open: cellKey(strategy, event) })

export function Compare({
  strategies: measured,
  kept,
  presets,
  told,
  workspace,
  abouts,
  legend,
  rules,
}: ViewProps) {
  const search = useSearchParams()
  const strategies: readonly Row[] = [...measured, ...kept.strategies]
  const ids = useMemo(() => measured.map(({ id }) => id), [measured])
  const { source, event, sort, weights, open, ...chosen } = readSelection(
    search,
    strategies.map(({ id }) => id),
    presets.map(({ id }) => id),
  )
  const matrix = useMatrix(source, measured.length * eventNames.length)
  const known = kept.sources.includes(source) ? kept.cells : []
  const cells = new Map([
    ...matrix.cells,
    ...known.map((cell) => [cellKey(cell.strategy, cell.event), cell] as const),
  ])
  const hasCells = matrix.cells.size > 0
  const costs = useCosts(source, ids, matrix.state === 'done')
  // A rank that changes while the last costs come in, or that lacks one, would be none.
  const isDone = matrix.state === 'done' && ids.every((id) => costs[id])
  const ranking = ranked(
    measured
      .filter(({ id }) => chosen.strategies.includes(id))
      .map(({ id }) => scoreOf(id, cells, costs[id], weights)),
  )
  const rows = inOrder(
    strategies.filter(({ id }) => chosen.strategies.includes(id)),
    sort,
    cells,
    ranking,
  )
  const preset = presets.find(({ id }) => id === source)
  const lifetimes = preset?.lifetimes ?? workspace
  const underWords = preset ? `the defaults of ${preset.title}` : "this workspace's settings"
  const shown = (): ShownMatrix => ({
    strategies: rows.map(namedWithOrigin),
    events: chosen.events,
    cells,
    settings: underWords,
    lifetimes,
    at: matrix.at,
    link: window.location.href,
  })
  const broken = [...matrix.cells.values()].filter((cell) => cell.broken.length > 0).length
  const verdict =
    broken === 0 ? 'every promise was kept' : `${broken} ${broken === 1 ? 'is' : 'are'} BROKEN`
  const opened = open && strategies.find(({ id }) => id === open.strategy)

  return (
    <>
      {/* As high as the longest answer, so that nothing below moves while it comes in. */}
      <div className="unprinted items-start gap-8 lg:grid lg:min-h-72 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
        <EventAnswer
          rows={rows.filter(isMeasuredHere)}
          event={event}
          cells={matrix.cells}
          about={abouts[event]}
        />
        {hasCells && (
          <Suspense>
            <ByLength rows={rows.filter(isMeasuredHere)} event={event} cells={matrix.cells} />
          </Suspense>
        )}
      </div>
      <div className="mt-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <Progress
          feed={matrix}
          expected={measured.length * eventNames.length}
          verdict={verdict}
          resolution={`one run a cell, resolution 1 s, under ${underWords}`}
        />
        <a href="#choices" className="unprinted text-sm">
          Choose lifetimes, strategies and events
        </a>
        <TakeAlong
          write={async (form) => (await import('./files.ts'))[form](shown())}
          isEmpty={!hasCells}
        />
      </div>
      {rows.length === 0 || chosen.events.length === 0 ? (
        <div className="mt-4">
          <Notice kind="note" title="Nothing is chosen">
            Choose at least one strategy and one event.{' '}
            <button
              type="button"
              className="button button-small"
              onClick={() => writeAddress({ strategies: null, events: null })}
            >
              Show everything
            </button>
          </Notice>
        </div>
      ) : (
        <MatrixView
          rows={rows}
          events={chosen.events}
          cells={cells}
          isLost={matrix.state === 'lost'}
          sort={sort}
          ranking={isDone ? ranking : []}
          onSort={(by) => writeAddress({ sort: by === sort ? null : by })}
          onOpen={show}
          abouts={abouts}
          legend={legend}
          event={event}
        />
      )}
      <div
        id="choices"
        className="unprinted mt-8 scroll-mt-4 grid items-start gap-2 lg:grid-cols-2"
      >
        <LifetimesChoice
          presets={presets}
          source={source}
          told={told}
          onChoose={(id) => writeAddress({ preset: id === WORKSPACE ? null : id })}
        />
        <Filters strategies={strategies} chosen={chosen} sort={sort} />
      </div>
      {hasCells && matrix.state !== 'measuring' && (
        <Suspense>
          <Paper rows={rows} events={chosen.events} cells={cells} />
        </Suspense>
      )}
      {hasCells && (
        <Suspense>
          <Ranking
            ranking={ranking}
            strategies={strategies}
            costs={costs}
            weights={weights}
            isDone={isDone}
            rules={rules}
          />
        </Suspense>
      )}
      {open && opened && (
        <Suspense>
          <CellDialog
            key={cellKey(open.strategy, open.event)}
            source={source}
            strategy={opened}
            event={open.event}
            onClose={() => writeAddress({ open: null })}
          />
        </Suspense>
      )}
    </>
  )
}

'use client'

import type { Named } from '#lib/evidence/named.ts'
import { WORKSPACE, cellKey } from '#app/_evidence/paths.ts'
import { useSearchParams } from 'next/navigation'
import { lazy, Suspense, useMemo, type ReactNode } from 'react'
import { Notice } from '#app/_ui/notice.tsx'
import { eventNames, type EventName } from '#lib/strategies/events.ts'
import type { Lifetimes } from '#lib/strategies/lifetimes.ts'
import type { Preset } from '#lib/workspace/presets.ts'
import { writeAddress } from '../../_data/address.ts'
import type { ShownMatrix } from './files.ts'
import { ranked, scoreOf } from '../../_evidence/score.ts'
import { useMatrix } from './use-matrix.ts'
import { Exports } from './exports.tsx'
import { Filters } from './filters.tsx'
import { LifetimesChoice } from './lifetimes-choice.tsx'
import { MatrixView } from './matrix-view.tsx'
import { inOrder } from './order.ts'
import { Progress } from './progress.tsx'
import { Ranking } from './ranking.tsx'
import { readSelection } from './selection.ts'
import { useCosts } from './use-costs.ts'

/** Nobody opens a cell before there are cells, so its inside comes later. */
const CellDialog = lazy(() => import('./cell-dialog.tsx').then((m) => ({ default: m.CellDialog })))

/** The same function every time, or every cell would be drawn anew with each that comes in. */
const show = (strategy: string, event: EventName) =>
  writeAddress({ open: cellKey(strategy, event) })

export function Compare({
  strategies,
  presets,
  workspace,
  abouts,
  legend,
  rules,
}: {
  strategies: readonly Named[]
  presets: readonly Preset[]
  workspace: Lifetimes
  abouts: Readonly<Record<EventName, string>>
  legend: ReactNode
  rules: ReactNode
}) {
  const search = useSearchParams()
  const ids = useMemo(() => strategies.map(({ id }) => id), [strategies])
  const { source, sort, weights, open, ...chosen } = readSelection(
    search,
    ids,
    presets.map(({ id }) => id),
  )
  const matrix = useMatrix(source, strategies.length * eventNames.length)
  const costs = useCosts(source, ids, matrix.state === 'done')
  // A rank that changes while the last costs come in, or that lacks one, would be none.
  const isDone = matrix.state === 'done' && ids.every((id) => costs[id])
  const ranking = ranked(
    strategies
      .filter(({ id }) => chosen.strategies.includes(id))
      .map(({ id }) => scoreOf(id, matrix.cells, costs[id], weights)),
  )
  const rows = inOrder(
    strategies.filter(({ id }) => chosen.strategies.includes(id)),
    sort,
    matrix.cells,
    ranking,
  )
  const preset = presets.find(({ id }) => id === source)
  const lifetimes = preset?.lifetimes ?? workspace
  const shown = (): ShownMatrix => ({
    strategies: rows,
    events: chosen.events,
    cells: matrix.cells,
    settings: preset ? `the defaults of ${preset.title}` : "this workspace's settings",
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
      <div className="unprinted mt-6 grid items-start gap-2 lg:grid-cols-2">
        <LifetimesChoice
          presets={presets}
          preset={preset}
          lifetimes={lifetimes}
          onChoose={(id) => writeAddress({ preset: id === WORKSPACE ? null : id })}
        />
        <Filters strategies={strategies} chosen={chosen} sort={sort} />
      </div>
      <div className="mt-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <Progress
          feed={matrix}
          expected={strategies.length * eventNames.length}
          verdict={verdict}
          resolution="one run a cell, resolution 1 s"
        />
        <Exports
          write={async (form) => (await import('./files.ts'))[form](shown())}
          isEmpty={matrix.cells.size === 0}
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
          cells={matrix.cells}
          isLost={matrix.state === 'lost'}
          sort={sort}
          ranking={isDone ? ranking : []}
          onSort={(by) => writeAddress({ sort: by === sort ? null : by })}
          onOpen={show}
          abouts={abouts}
          legend={legend}
        />
      )}
      <Ranking
        ranking={ranking}
        strategies={strategies}
        costs={costs}
        weights={weights}
        isDone={isDone}
        rules={rules}
      />
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

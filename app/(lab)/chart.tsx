'use client'

import type { ReactNode } from 'react'
import type { EventName } from '#lib/strategies/events.ts'
import { AxisLine } from '#app/_chart/axis-line.tsx'
import { doorAxis } from '#lib/evidence/door-axis.ts'
import { byDuration, closesAtOnce, type Door } from '#lib/evidence/door.ts'
import type { KeptTable } from '#app/_data/inspection.ts'
import type { Sequenced } from '#app/_sequence/message.ts'
import { viewNamed } from './_inspector/views.ts'
import { writeAddress } from '#app/_data/address.ts'
import { laneStatusOf } from './_run/lane-status.ts'
import type { Run } from './_run/run.ts'
import { Row, rowColumns } from './row.tsx'

const DAY = 86_400

/** All strategies on one axis, in two groups: those that still let the thief in, and the others. */
export function Chart({
  strategies,
  shown,
  doors,
  event,
  run,
  isLive,
  isStale,
  isBearer,
  before,
  open,
  view,
  legend,
}: {
  strategies: Sequenced[]
  /** Those that were chosen to be seen. */
  shown: Sequenced[]
  doors: readonly Door[]
  event: EventName
  run: Run
  isLive: boolean
  isStale: boolean
  isBearer: boolean
  before: Readonly<Record<string, KeptTable[]>>
  /** The row that is open, and at which tab, as the address has them. */
  open: string | null
  view: string | null
  legend: ReactNode
}) {
  const axis = doorAxis(Math.max(DAY, ...doors.map(({ horizon }) => horizon)))
  const doorOf = (id: string) => doors.find(({ strategy }) => strategy === id)
  const isShut = ({ id }: Sequenced) => {
    const door = doorOf(id)
    return isLive ? laneStatusOf(run, id).kind === 'blocked' : !!door && closesAtOnce(door)
  }
  const rows = shown.toSorted((a, b) => {
    const [one, other] = [doorOf(a.id), doorOf(b.id)]
    return one && other ? byDuration(one, other) : 0
  })
  const groups = [
    { name: isLive ? 'Still open' : 'Stay open', rows: rows.filter((row) => !isShut(row)) },
    { name: isLive ? 'Closed' : 'Close at once', rows: rows.filter(isShut).toReversed() },
  ]
  return (
    <figure
      aria-labelledby="doors"
      className="mt-2"
      // Which event the verdicts are of, when they are live: tests hold on to it.
      data-live={isLive ? event : undefined}
    >
      <div className={`${rowColumns} items-end`}>
        <span className="max-sm:hidden" />
        <div className="max-sm:col-span-full max-sm:pl-5">
          <AxisLine axis={axis} />
        </div>
      </div>
      {groups
        .filter((group) => group.rows.length > 0)
        .map((group) => (
          <section key={group.name} aria-label={`${group.name}: ${group.rows.length}`}>
            <p className="label mt-3 mb-1 font-medium">
              {group.name} · {group.rows.length}
            </p>
            <ol>
              {group.rows.map((strategy) => (
                <Row
                  key={strategy.id}
                  strategy={strategy}
                  strategies={strategies}
                  event={event}
                  run={run}
                  axis={axis}
                  door={doorOf(strategy.id)}
                  isLive={isLive}
                  isStale={isStale}
                  isOpen={open === strategy.id}
                  isBearer={isBearer}
                  before={before[strategy.id]}
                  view={viewNamed(view)}
                  onView={(next) => writeAddress({ view: next === 'why' ? null : next })}
                  onToggle={() =>
                    writeAddress({ lane: open === strategy.id ? null : strategy.id, view: null })
                  }
                />
              ))}
            </ol>
          </section>
        ))}
      {legend}
    </figure>
  )
}

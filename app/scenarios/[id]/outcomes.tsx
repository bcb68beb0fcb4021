'use client'

import { cellRunShape } from '#app/_evidence/run-shapes.ts'
import type { Named } from '#lib/evidence/named.ts'
import { collateralMarks } from '#lib/evidence/words/survival.ts'
import { promiseWords } from '#lib/evidence/words/promises.ts'
import type { CellRun } from '#lib/evidence/model.ts'
import { evidencePath } from '#app/_evidence/paths.ts'
import { useEffect, useState } from 'react'
import type { EventName } from '#lib/strategies/events.ts'
import { call } from '#app/_data/call.ts'
import { Notice } from '#app/_ui/notice.tsx'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { writeAddress } from '#app/_data/address.ts'
import { readingOf } from '#app/_evidence/reading.ts'
import { Unspoilt } from './unspoilt.tsx'

interface Props {
  event: EventName
  source: string
  strategies: readonly Named[]
  current: string
}

/** How the story ends under every strategy. */
export const Outcomes = ({ isRevealed, ...props }: Props & { isRevealed: boolean }) => (
  <Unspoilt isRevealed={isRevealed}>
    <OutcomeTable {...props} />
  </Unspoilt>
)

function OutcomeTable({ event, source, strategies, current }: Props) {
  const [turn, setTurn] = useState(0)
  const [measured, setMeasured] = useState<{
    turn: number
    hasFailed: boolean
    all: readonly CellRun[]
  }>({
    turn,
    hasFailed: false,
    all: [],
  })
  useEffect(() => {
    const abort = new AbortController()
    const read = async () => {
      setMeasured({ turn, hasFailed: false, all: [] })
      // In turn: the server measures one at a time, and each is shown as soon as it is there.
      for (const { id } of strategies) {
        const path = evidencePath(source, id, event)
        const answer = await call('GET', path, cellRunShape, { signal: abort.signal })
        if (abort.signal.aborted) return
        setMeasured((before) =>
          answer.ok
            ? { ...before, all: [...before.all, answer.data] }
            : { ...before, hasFailed: true },
        )
        if (!answer.ok) return
      }
    }
    void read()
    return () => abort.abort()
  }, [event, source, strategies, turn])

  return (
    <>
      {measured.hasFailed && (
        <div className="mt-2">
          <Notice kind="error" title="The other outcomes did not come">
            What is shown was measured; the rest is unknown.{' '}
            <button
              type="button"
              className="button button-small"
              onClick={() => setTurn((before) => before + 1)}
            >
              Go on measuring
            </button>
          </Notice>
        </div>
      )}
      <ScrollRegion label="The outcome under every strategy" className="relative mt-3">
        <table className="table min-w-2xl">
          <thead>
            <tr>
              <th scope="col">Strategy</th>
              <th scope="col">Measured</th>
              <th scope="col">Promised</th>
              <th scope="col">Also hit</th>
              <th scope="col">
                <span className="sr-only">Play</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {strategies.map((strategy) => (
              <Row
                key={strategy.id}
                strategy={strategy}
                evidence={measured.all.find((own) => own.strategy === strategy.id)}
                hasFailed={measured.hasFailed}
                isCurrent={strategy.id === current}
              />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  )
}

function Row({
  strategy: { id, title },
  evidence,
  hasFailed,
  isCurrent,
}: {
  strategy: Named
  evidence: CellRun | undefined
  hasFailed: boolean
  isCurrent: boolean
}) {
  const hurt = evidence && collateralMarks[evidence.collateral]
  const isBroken = evidence && evidence.broken.length > 0
  return (
    <tr data-outcome={id}>
      <th scope="row">
        {title}
        {isCurrent && <span className="label block font-normal">played above</span>}
      </th>
      {evidence ? (
        <>
          <td>
            <VerdictMark {...readingOf(evidence)} />
          </td>
          <td>
            {promiseWords(evidence.promise)}
            {isBroken && <strong className="text-in"> BROKEN</strong>}
          </td>
          <td>{hurt ?? 'nobody else'}</td>
        </>
      ) : (
        <td colSpan={3}>{hasFailed ? 'not measured' : <Skeleton className="h-5 w-full" />}</td>
      )}
      <td>
        {!isCurrent && (
          <button
            type="button"
            className="button button-small"
            onClick={() => writeAddress({ strategy: id, at: '0', guess: null })}
          >
            Play<span className="sr-only"> it under {title}</span>
          </button>
        )}
      </td>
    </tr>
  )
}

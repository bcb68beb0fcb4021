import { clusterRun, fromTheRun, keptPropagation } from '#lib/evidence/cluster.ts'
import type { CellSummary } from '#lib/evidence/model.ts'
import { collateralWords } from '#lib/evidence/words/reasons.ts'
import { eventAbout } from '#lib/evidence/words/events-about.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import { unbroken } from '#lib/evidence/words/durations.ts'
import { exactSurvival } from '#lib/evidence/words/survival.ts'
import type { StrategyDescription } from '#lib/strategies/describe.ts'
import { eventNames } from '#lib/strategies/events.ts'
import { readingOf } from '#app/_evidence/reading.ts'
import { PromiseMark } from '#app/_ui/promise-mark.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { EventFrame } from './event-frame.tsx'

/** What each event does to a strategy that one process cannot measure: from the run that is kept. */
export function KeptEvents({
  strategy,
  cells,
}: {
  strategy: StrategyDescription
  /** None under lifetimes that the run did not have. */
  cells: readonly CellSummary[]
}) {
  return (
    <>
      <p className="label mt-2 max-w-prose" data-kept-run>
        {cells.length > 0
          ? `Not measured here: ${fromTheRun()}, over HTTP, under the default lifetimes, to three seconds. `
          : `Not measured under the lifetimes of your workspace: what is known is ${fromTheRun()}, under the default ones. `}
        <Elsewhere strategy={strategy.id} />
      </p>
      <EventFrame measured={`Measured on ${clusterRun.about.nodes} nodes`}>
        {eventNames.map((event) => {
          const cell = cells.find((own) => own.event === event)
          return (
            <tr key={event} data-event={event}>
              <th scope="row">
                {eventPress[event]}
                <span className="label block font-normal">{eventAbout[event]}</span>
              </th>
              <td>
                <PromiseMark promised={strategy.promises[event]} />
              </td>
              <td>
                {cell ? (
                  <>
                    <VerdictMark {...readingOf(cell)} />
                    <p className="label">{unbroken(exactSurvival(cell))}</p>
                  </>
                ) : (
                  <VerdictMark kind="unknown" word="not measured" />
                )}
              </td>
              <td>{collateralWords[strategy.collateral[event]]}</td>
            </tr>
          )
        })}
      </EventFrame>
    </>
  )
}

/** How soon the other nodes refused. */
function Elsewhere({ strategy }: { strategy: string }) {
  const measured = keptPropagation(strategy)
  if (!measured) return null
  const { repetitions, elsewhere, inAfterAnswer, knock } = measured
  const last = elsewhere.flatMap(({ node, refused }) =>
    refused ? [`${node} after ${refused.median} ms, 99 % within ${refused.p99} ms`] : [],
  )
  const after = inAfterAnswer
    ? ` The last copy that was let in elsewhere was sent ${inAfterAnswer.p99} ms after the answer at most, in 99 of 100.`
    : ''
  return `A log-out at node-1, ${repetitions} times: seen refused at ${last.join('; ')}; a knock takes ${knock.median} ms.${after}`
}

import type { Cell } from '#lib/evidence/model.ts'
import { collateralWords } from '#lib/evidence/words/reasons.ts'
import { costWords, promiseWords } from '#lib/evidence/words/promises.ts'
import { exactSurvival } from '#lib/evidence/words/survival.ts'
import { eventHappened } from '#lib/evidence/words/events-happened.ts'
import type { StrategyDescription } from '#lib/strategies/describe.ts'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'

/** What the chart draws, in figures: for whoever cannot see it, copies from it, or prints it. */
export function DoorTable({
  cells,
  descriptions,
}: {
  cells: readonly Cell[]
  descriptions: readonly StrategyDescription[]
}) {
  const event = cells[0]?.event
  if (!event) return null
  return (
    <details className="mt-4">
      <summary className="flex min-h-9 w-fit cursor-pointer items-center text-sm underline decoration-1 underline-offset-3">
        The measured runs as a table
      </summary>
      <ScrollRegion label="The measured runs as a table" className="mt-1">
        <table className="table">
          <caption className="label p-3 text-left">
            {eventHappened[event]}. Measured in process on this server, on a clock of its own, under
            the lifetimes of your workspace.
          </caption>
          <thead>
            <tr>
              <th scope="col">Strategy</th>
              <th scope="col">Measured</th>
              <th scope="col">Promised</th>
              <th scope="col">Also hit</th>
              <th scope="col">An accepted request</th>
            </tr>
          </thead>
          <tbody>
            {cells.map(({ strategy, promise, evidence, broken }) => {
              const about = descriptions.find(({ id }) => id === strategy)
              return (
                <tr key={strategy}>
                  <th scope="row">{about?.title}</th>
                  <td>
                    {exactSurvival(evidence)}
                    {broken.length > 0 && `; broken: ${broken.join('; ')}`}
                  </td>
                  <td>{promiseWords(promise)}</td>
                  <td>{collateralWords[evidence.collateral]}</td>
                  <td>{about && costWords(about.perRequest)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  )
}

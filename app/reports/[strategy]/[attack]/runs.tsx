import { outcomeOf, predictedAs } from '#lib/evidence/attack-verdicts.ts'
import { outcomeLooks } from '#app/_ui/looks.ts'
import { capital, mediumWords } from '#lib/evidence/words/verdicts.ts'
import type { Medium } from '#lib/evidence/names.ts'
import type { ReportCell } from '#lib/evidence/attack-report.ts'
import { Link } from '#app/_ui/link.tsx'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'

/** What came of the attack on each medium, side by side. */
export function Runs({
  cell: { strategy, attack, runs },
  current,
}: {
  cell: ReportCell
  current: Medium | null
}) {
  if (runs.length === 0) return <p className="mt-4">It was played on no medium.</p>
  return (
    <ScrollRegion label="By medium" className="relative mt-2">
      <table className="table min-w-2xl">
        <thead>
          <tr>
            <th scope="col">Medium</th>
            <th scope="col">Came to</th>
            <th scope="col">Predicted</th>
            <th scope="col">In a sentence</th>
            <th scope="col">Took</th>
            <th scope="col">
              <span className="sr-only">Replay</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map(({ medium, works, says, predicted, broken, ms, steps }) => (
            <tr key={medium}>
              <th scope="row">{capital(mediumWords[medium])}</th>
              <td>
                <VerdictMark {...outcomeLooks[outcomeOf(works)]} />
              </td>
              <td>
                {outcomeLooks[predictedAs(predicted)].word.toLowerCase()}
                {broken && <strong className="block text-in">came to something else</strong>}
              </td>
              <td>{says}</td>
              <td className="whitespace-nowrap">{ms} ms</td>
              <td>
                {medium === current ? (
                  <span className="label">replayed below</span>
                ) : (
                  steps.length > 0 && (
                    <Link
                      className="button button-small"
                      href={`/reports/${strategy}/${attack}?medium=${medium}`}
                    >
                      Replay<span className="sr-only"> {mediumWords[medium]}</span>
                    </Link>
                  )
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

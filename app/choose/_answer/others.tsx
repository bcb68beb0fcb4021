import { criteriaFor, type Recommendation } from '#lib/choose/recommend.ts'
import type { Answers } from '#lib/choose/questions.ts'
import { costWords } from '#lib/evidence/words/promises.ts'
import { Link } from '#app/_ui/link.tsx'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'

const rules = {
  missed:
    'What misses the fewest answers. Where none meets all, the demand on the store is let go of first, then devices, then clients, and a ban last.',
  today: 'What you run today, or what is of its kind.',
  engines: 'What runs on any store, before what needs PostgreSQL and Redis.',
  clean: 'What ends the most events at once without hitting anybody else, as declared and tested.',
  calls:
    'What asks the least of the stores, reads and writes together, over a measured working day; to a tenth of a call a request.',
} as const

/** Where everything else stands, and by which rule. */
export function Others({
  recommendation: { standings, meeting, passedOver },
  answers,
}: {
  recommendation: Recommendation
  answers: Answers
}) {
  return (
    <section aria-labelledby="others" className="mt-12 border-t border-line pt-8">
      <h2 id="others" className="text-lg">
        All strategies for your answers
      </h2>
      <p className="mt-1 text-sm text-soft">
        {meeting} of {standings.length} meet all of them.
      </p>
      <ScrollRegion label="Where each strategy stands" className="mt-3">
        <table className="table min-w-2xl">
          <thead>
            <tr>
              <th scope="col">Place</th>
              <th scope="col">Strategy</th>
              <th scope="col">It cannot promise that</th>
              <th scope="col">Ends at once, cleanly</th>
              <th scope="col">A request, over a day</th>
            </tr>
          </thead>
          <tbody>
            {standings.map(({ declared, missed, clean, price, isToday }, at) => (
              <tr key={declared.id}>
                <td>{at + 1}</td>
                <th scope="row">
                  <Link href={`/strategies/${declared.id}`}>{declared.title}</Link>
                  {isToday && <span className="label block">what you run, or of its kind</span>}
                </th>
                <td>
                  {missed.length === 0 ? (
                    <span className="text-soft">meets all answers</span>
                  ) : (
                    missed.map(({ says }) => says).join('; ')
                  )}
                </td>
                <td>
                  {clean} {clean === 1 ? 'event' : 'events'}
                </td>
                <td>{costWords(price)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <h3 className="mt-4 text-base">The rule</h3>
      <ol className="mt-1 max-w-prose list-decimal pl-6 text-sm">
        {criteriaFor(answers).map((criterion) => (
          <li key={criterion}>{rules[criterion]}</li>
        ))}
        <li>What is still alike stays in the order in which the lab lists its strategies.</li>
      </ol>
      <p className="mt-2 max-w-prose text-sm text-soft">
        The price counts before what ends cleanly where the store is far or many services check, and
        after it elsewhere.
        {passedOver.length > 0 &&
          ` Not considered, as they belong to a library that you do not run: ${passedOver
            .map(({ declared }) => declared.title)
            .join('; ')}.`}
      </p>
    </section>
  )
}

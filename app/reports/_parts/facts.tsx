import type { RunSummary } from '#lib/evidence/summary.ts'
import { cellVerdicts } from '#lib/evidence/attack-verdicts.ts'
import { readable } from '#lib/evidence/words/durations.ts'
import { verdictLooks } from '#app/_ui/looks.ts'
import { capital, commitWords, mediumWords, momentWords } from '#lib/evidence/words/verdicts.ts'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'

/** Where and when it was run, and what came of it in all. */
export function Facts({ summary, isSample }: { summary: RunSummary; isSample: boolean }) {
  const { report, totals } = summary
  const { environment } = report
  const unlike = totals.broken + totals['not-run']
  const facts: [string, string][] = [
    ['Began', momentWords(report.at)],
    ['Took', readable(report.durationMs / 1000)],
    ['Commit', commitWords(report.commit)],
    ['Seed', report.seed],
    ['Node', environment.node],
    ['Browser', environment.browser],
    ['Machine', environment.system],
    ['Workers', String(environment.workers)],
  ]
  return (
    <section aria-labelledby="last-run">
      <h2 id="last-run" className="text-lg">
        {isSample ? 'A sample run' : 'The last run'}
      </h2>
      <p
        className="mt-1 max-w-4xl text-3xl leading-tight font-semibold text-balance sm:text-[40px]"
        data-answer
      >
        {unlike === 0
          ? `All ${report.cells.length.toLocaleString('en')} cells came to what was predicted.`
          : `${unlike.toLocaleString('en')} of ${report.cells.length.toLocaleString('en')} cells are broken or were not run.`}
      </p>
      {isSample && (
        <p className="mt-1 max-w-prose text-sm" data-sample>
          It came with the lab: played whole on another machine, at the commit and the time below,
          and so not of the code as it may have changed since. <code>npm run attacks</code> makes a
          run of your own, which is shown in its place.
        </p>
      )}
      <dl className="panel mt-3 grid grid-cols-2 gap-x-6 gap-y-3 p-4 text-sm sm:grid-cols-4">
        {facts.map(([name, value]) => (
          <div key={name} className="min-w-0">
            <dt className="label">{name}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <dl className="mt-2 grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-5">
        {cellVerdicts.map((verdict) => (
          <div key={verdict} className="panel px-4 py-3" data-total={verdict}>
            <dt>
              <VerdictMark {...verdictLooks[verdict]} />
            </dt>
            <dd className="font-mono text-2xl">{totals[verdict].toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
      <ByMedium summary={summary} />
    </section>
  )
}

function ByMedium({ summary: { byMedium, agreement, report } }: { summary: RunSummary }) {
  const { several, agree } = agreement
  return (
    <>
      <ScrollRegion label="By medium" className="relative mt-2">
        <table className="table min-w-xl">
          <caption className="sr-only">
            How often each medium was played, and what came of it
          </caption>
          <thead>
            <tr>
              <th scope="col">Medium</th>
              <th scope="col">Played</th>
              <th scope="col">Works</th>
              <th scope="col">Blocked</th>
              <th scope="col">Not applicable</th>
              <th scope="col">As predicted</th>
            </tr>
          </thead>
          <tbody>
            {byMedium.map(({ medium, runs, works, blocked, none, asPredicted }) => (
              <tr key={medium}>
                <th scope="row">{capital(mediumWords[medium])}</th>
                <td>{runs}</td>
                <td>{works}</td>
                <td>{blocked}</td>
                <td>{none}</td>
                <td>
                  {asPredicted} of {runs}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="mt-2 text-sm text-soft">
        {report.cells.length.toLocaleString('en')} cells; {several} of them on more than one medium,
        and in {agree} of those every medium came to the same.
      </p>
    </>
  )
}

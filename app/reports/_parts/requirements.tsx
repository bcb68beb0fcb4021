import type { RunSummary } from '#lib/evidence/summary.ts'
import type { Named } from '#lib/evidence/named.ts'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'

/** What the attacks say about the requirements that they speak to: no more than that. */
export function Requirements({ summary }: { summary: RunSummary }) {
  const requirements = summary.requirements.filter(({ tried }) => tried > 0)
  return (
    <section aria-labelledby="requirements" className="mt-10">
      <h2 id="requirements" className="text-lg">
        By requirement
      </h2>
      <p className="mt-1 max-w-prose text-sm text-soft">
        An attack that works under a strategy is evidence that the requirement is not met there.
        That none works is no proof that it is: a standard asks for more than what is played here.
      </p>
      {requirements.length === 0 ? (
        <p className="mt-2 text-sm">No attack of this run speaks to one that we know.</p>
      ) : (
        <ScrollRegion label="Each requirement, and where it is not met" className="relative mt-3">
          <table className="table min-w-3xl">
            <thead>
              <tr>
                <th scope="col">Requirement</th>
                <th scope="col">Asks</th>
                <th scope="col">Attacks</th>
                <th scope="col">One of them works under</th>
              </tr>
            </thead>
            <tbody>
              {requirements.map(({ id, name, url, text, attacks, open, tried }) => (
                <tr key={id}>
                  <th scope="row" className="whitespace-nowrap">
                    <a href={url} rel="noreferrer">
                      {name}
                    </a>
                  </th>
                  <td className="min-w-56">{text}</td>
                  <td>
                    <Listed
                      words={attacks.length === 1 ? '1 attack' : `${attacks.length} attacks`}
                      all={attacks}
                    />
                  </td>
                  <td>
                    <Listed words={`${open.length} of ${tried} strategies`} all={open} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </section>
  )
}

function Listed({ words, all }: { words: string; all: readonly Named[] }) {
  if (all.length === 0) return words
  return (
    <details>
      <summary className="min-h-6 cursor-pointer whitespace-nowrap">{words}</summary>
      <ul className="label mt-1">
        {all.map(({ id, title }) => (
          <li key={id}>{title}</li>
        ))}
      </ul>
    </details>
  )
}

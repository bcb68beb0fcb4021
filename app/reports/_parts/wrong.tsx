import type { RunSummary } from '#lib/evidence/summary.ts'
import { Notice } from '#app/_ui/notice.tsx'
import { CellLink } from './cell-link.tsx'

/** Everything in which the run is not as it should be; silence here would be a verdict too. */
export function Wrong({ summary: { wrong, report } }: { summary: RunSummary }) {
  const errors = report.errors ?? []
  return (
    <section aria-labelledby="wrong" className="mt-10">
      <h2 id="wrong" className="text-lg">
        What is wrong
      </h2>
      {errors.map((error) => (
        <div key={error} className="mt-2">
          <Notice kind="error" title="Something went wrong outside of every cell">
            {error}
          </Notice>
        </div>
      ))}
      {wrong.length === 0 ? (
        <p className="mt-1 max-w-prose text-sm text-soft">
          No cell: every medium agrees, and everything came to what was predicted.
        </p>
      ) : (
        <ul className="mt-3 grid gap-2 md:grid-cols-2">
          {wrong.map(({ strategy, attack, broken }) => (
            <li key={`${strategy} ${attack}`} className="panel min-w-0 p-4 text-sm">
              <CellLink strategy={strategy} attack={attack} />
              <ul className="mt-1 text-soft">
                {(broken.length > 0 ? broken : ['It was not run.']).map((fault) => (
                  <li key={fault} className="break-words">
                    {fault}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

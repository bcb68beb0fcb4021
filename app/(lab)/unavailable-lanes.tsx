import { unavailable } from '#lib/strategies/unavailable.ts'
import { processRuntime } from '#lib/workspace/process-runtime.ts'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { Terms } from '#app/_ui/terms.tsx'

/** A lane that cannot run stays in sight, with the reason: what is left out would look forgotten. */
export async function UnavailableLanes() {
  const { strategies } = await processRuntime()
  const missing = unavailable.filter((one) => !strategies.some(({ id }) => id === one.id))
  if (missing.length === 0) return null
  return (
    <section aria-labelledby="unavailable" className="mt-8">
      <h2 id="unavailable" className="text-lg">
        Not available on this server
      </h2>
      <ul className="mt-2 grid gap-2">
        {missing.map(({ id, title, summary, reason, remedy }) => (
          <li
            key={id}
            data-unavailable={id}
            className="grid gap-x-4 gap-y-2 rounded-lg border border-dashed border-edge bg-sunken p-4 text-sm text-soft lg:grid-cols-[minmax(0,16rem)_minmax(0,1fr)_minmax(0,1fr)]"
          >
            <div className="flex flex-wrap items-center justify-between gap-x-4 lg:block">
              <h3 className="text-base">{title}</h3>
              <VerdictMark kind="unknown" word="Not available" />
            </div>
            <p>
              <Terms>{summary}</Terms>
            </p>
            <p>
              {reason} What turns it on: {remedy}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

import { fromTheRun, keptCells } from '#lib/evidence/cluster.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import { survivalWords } from '#lib/evidence/words/survival.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { REMEDY, UNAVAILABLE, unavailableAmong } from '#lib/strategies/unavailable.ts'
import { processRuntime } from '#lib/workspace/process-runtime.ts'
import { Link } from '#app/_ui/link.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { Terms } from '#app/_ui/terms.tsx'

/** A lane that cannot run stays in sight, with the reason: what is left out would look forgotten. */
export async function UnavailableLanes({ event }: { event: EventName }) {
  const missing = unavailableAmong((await processRuntime()).strategies)
  if (missing.length === 0) return null
  return (
    <section aria-labelledby="unavailable" className="mt-8">
      <h2 id="unavailable" className="text-lg">
        Not available on this server
      </h2>
      <ul className="mt-2 grid gap-2">
        {missing.map(({ id, title, summary }) => (
          <li
            key={id}
            data-unavailable={id}
            className="grid gap-x-4 gap-y-2 rounded-lg border border-dashed border-edge bg-sunken p-4 text-sm text-soft lg:grid-cols-[minmax(0,16rem)_minmax(0,1fr)_minmax(0,1fr)]"
          >
            <div>
              <h3 className="text-base">
                <Link href={`/strategies/${id}`}>{title}</Link>
              </h3>
              <VerdictMark kind="unknown" word={UNAVAILABLE} />
            </div>
            <p>
              <Terms>{summary}</Terms>
            </p>
            <p>
              {keptWords(id, event)} {REMEDY}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What became of it elsewhere, which is no verdict of here and now. */
function keptWords(strategy: string, event: EventName): string {
  const cell = keptCells(strategy).find((own) => own.event === event)
  if (!cell) return ''
  const { firstRefused, horizon } = cell.evidence
  const words = survivalWords({ firstRefused, horizon, promise: cell.promise })
  return `${eventPress[event]}: ${words.toLowerCase()}, ${fromTheRun()}.`
}

import type { Standing } from '#lib/choose/recommend.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import { costWords } from '#lib/evidence/words/promises.ts'
import { dayDetails } from '#lib/evidence/words/working-day.ts'
import { fromTheRun } from '#lib/evidence/cluster.ts'
import { Link } from '#app/_ui/link.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { cellAddress } from '#app/_evidence/cell-addresses.ts'
import { readingOf } from '#app/_evidence/reading.ts'
import { Beware } from './beware.tsx'
import { PRESET } from '../_candidates/lifetimes.ts'
import { Part } from './part.tsx'
import type { Proof } from './proof.ts'

/** What a strategy promises, costs, leaves open, and the code of it. */
export function Details({ standing, proof }: { standing: Standing; proof: Proof }) {
  const { id, title, perRequest, fit } = standing.declared
  const { day } = proof
  return (
    <div className="mt-8 grid items-start gap-2 md:grid-cols-2">
      <div className="grid gap-2">
        <Part title="What it promises, and what was measured" of={title}>
          <ul className="mt-2">
            {proof.promises.map((cell) => (
              <li
                key={cell.event}
                className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-2 border-t border-line py-1.5"
              >
                <Link href={cellAddress(PRESET, id, cell.event)}>{eventPress[cell.event]}</Link>
                <span>
                  <VerdictMark {...readingOf(cell)} />
                  <span className="label block">
                    {cell.broken.length === 0 ? 'as promised' : `BROKEN: ${cell.broken.join('; ')}`}
                  </span>
                </span>
              </li>
            ))}
          </ul>
          <p className="label mt-2">
            How long a copy lives on that was stolen before the event.{' '}
            {standing.needsEngines
              ? `What is told is ${fromTheRun()}.`
              : "Each was played on this server, under the lab's default lifetimes; the link shows its run."}
          </p>
        </Part>
        <Part title="What it costs" of={title}>
          <p className="mt-1 text-lg font-medium">{costWords(day.price)} a request</p>
          <p className="label">counted over a working day of one person: {dayDetails(day)}</p>
          <p className="mt-2">
            A single request: {costWords(perRequest)}
            {perRequest.writesAMinute ? ', and a write a minute at most' : ''}.
          </p>
          <p className="mt-3">{fit}</p>
        </Part>
      </div>
      <div className="grid gap-2">
        <Beware standing={standing} proof={proof} />
        <Part title="The code to take home" of={title}>
          <Code id={id} isBesideRedis={standing.needsEngines} />
        </Part>
      </div>
    </div>
  )
}

const Code = ({ id, isBesideRedis }: { id: string; isBesideRedis: boolean }) => (
  <>
    <p className="mt-1">
      A folder with this strategy and just what it needs, which compiles and passes its own tests,
      with an example for Express and one for Next.
      {isBesideRedis && ' It runs beside a Redis, for all processes of one machine.'}
    </p>
    <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <a className="button" href={`/strategies/${id}/take`} download>
        Download {id}.tar.gz
      </a>
      <Link href={`/strategies/${id}`}>Read its source</Link>
    </p>
    <p className="mt-2">
      Or: <code>npm run take -- {id} --to DIR</code>
    </p>
  </>
)

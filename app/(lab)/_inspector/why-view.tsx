import { collateralWords, promiseReason } from '#lib/evidence/words/reasons.ts'
import { costWords, promiseWords } from '#lib/evidence/words/promises.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import type { EventName } from '#lib/strategies/events.ts'
import type { StrategyDescription } from '#lib/strategies/describe.ts'
import type { Sequenced } from '#app/_sequence/message.ts'
import { Link } from '#app/_ui/link.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import type { Run } from '../_run/run.ts'
import { checkPromise } from './promise-check.ts'
import { Part } from './part.tsx'

/** Why a lane stands as it does, and what would close the gap. */
export function WhyView({
  strategy,
  strategies,
  event,
  run,
}: {
  strategy: Sequenced
  strategies: Sequenced[]
  event: EventName
  run: Run
}) {
  const promise = strategy.promises[event]
  const check = checkPromise(run, strategy.id, promise)
  return (
    <div className="grid gap-x-8 gap-y-4 p-4 md:grid-cols-2 xl:grid-cols-3">
      <Part title="Why">
        <p>{promiseReason(promise)}</p>
        <p className="mt-2 text-soft">{strategy.summary}</p>
      </Part>
      <Part title="Promised and measured">
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          <dt className="text-soft">Event</dt>
          <dd>{eventPress[event]}</dd>
          <dt className="text-soft">Promised</dt>
          <dd>{promiseWords(promise)}</dd>
          <dt className="text-soft">Also hit</dt>
          <dd>{collateralWords[strategy.collateral[event]]}</dd>
          <dt className="text-soft">Measured</dt>
          <dd>
            <VerdictMark kind={check.kind} word={check.text} />
          </dd>
        </dl>
        {run.eventAt !== null && (
          <p className="label mt-2">One run, knocks once a second or once a step of the clock.</p>
        )}
      </Part>
      <Part title="What closes the gap">
        {promise.stops === 'at-once' ? (
          <p>Nothing has to: this strategy ends the copy at once.</p>
        ) : (
          <Closers strategies={strategies} event={event} />
        )}
        <p className="label mt-1">
          {strategy.title} takes {costWords(strategy.perRequest)} a request
          {strategy.checkTakes && ` and ${strategy.checkTakes} a check`}. Reads and writes are
          declared, and counted by the conformance suite; times are medians of many checks, on the
          machine that <Link href="/cost">the page on cost</Link> names.
        </p>
        <p className="mt-2">
          <Link href={`/strategies/${strategy.id}`}>
            How {strategy.title} works, with its source
          </Link>
        </p>
      </Part>
      <Part title="Fit for">
        <p>{strategy.fit}</p>
      </Part>
      <Part title="Unfit for">
        <p>{strategy.unfit}</p>
      </Part>
      <Part title="The client holds">
        <ul>
          {strategy.credentials.map(({ name, cookie }) => (
            <li key={name}>
              {name}, as the cookie <code className="break-all">{cookie}</code>
            </li>
          ))}
        </ul>
      </Part>
    </div>
  )
}

const inAll = ({ perRequest }: StrategyDescription) => perRequest.reads + perRequest.writes

/** The strategies that end a copy at once on this event, the cheapest and least blunt first. */
function Closers({ strategies, event }: { strategies: Sequenced[]; event: EventName }) {
  const hits = ({ collateral }: StrategyDescription) => (collateral[event] === 'none' ? 0 : 1)
  const closing = strategies
    .filter(({ promises }) => promises[event].stops === 'at-once')
    .toSorted((a, b) => inAll(a) - inAll(b) || hits(a) - hits(b))
    .slice(0, 3)
  if (closing.length === 0) return <p>No strategy here ends a copy at once on this event.</p>
  return (
    <ul className="grid gap-1">
      {closing.map((other) => (
        <li key={other.id}>
          <Link href={`/strategies/${other.id}`}>{other.title}</Link>: at once, for{' '}
          {costWords(other.perRequest)} a request
          {other.checkTakes && `, ${other.checkTakes} a check`}
          {other.collateral[event] !== 'none' && `; ${collateralWords[other.collateral[event]]}`}
        </li>
      ))}
    </ul>
  )
}

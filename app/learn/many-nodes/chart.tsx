import { VerdictMark } from '#app/_ui/verdict.tsx'
import { Link } from '#app/_ui/link.tsx'
import { msWords, shareOf, ticks, type Measured } from './timeline.ts'
import { ways } from './ways.ts'

const columns =
  'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 md:grid-cols-[5rem_minmax(0,1fr)_11rem]'

/** For each way a line for every other node: until when it let the copy in. */
export const Chart = ({
  measured,
  watched,
  titles,
}: {
  measured: readonly Measured[]
  watched: number
  titles: Readonly<Record<string, string>>
}) => (
  <div className="panel mt-4 grid gap-4 p-4">
    <div className={`${columns} max-md:hidden`} aria-hidden>
      <span className="label">node</span>
      <div className="label relative h-4">
        {[0, ...ticks(watched)].map((ms) => (
          <span
            key={ms}
            className="absolute whitespace-nowrap"
            style={{ left: `${100 * shareOf(ms, watched)}%`, translate: ms === 0 ? 0 : '-50%' }}
          >
            {ms === 0 ? '0' : msWords(ms)}
          </span>
        ))}
      </div>
    </div>
    {ways.map(({ id, looks, meanwhile }) => {
      const own = measured.find(({ way }) => way === id)
      return (
        <section key={id} data-way={id} className="border-t border-line pt-3">
          <h3 className="text-base">
            <Link href={`/strategies/${id}`}>{titles[id] ?? id}</Link>: {looks}
          </h3>
          {own ? (
            <ul className="mt-2 grid gap-1">
              {own.nodes.map((node) => (
                <Line key={node.node} {...node} answered={own.answered} watched={watched} />
              ))}
            </ul>
          ) : (
            <p className="mt-1">
              <VerdictMark kind="unknown" word="not measured" />
            </p>
          )}
          <p className="mt-1 max-w-prose text-sm text-soft">{meanwhile}</p>
        </section>
      )
    })}
  </div>
)

function Line({
  node,
  refused,
  silentAfter,
  p99,
  answered,
  watched,
}: Measured['nodes'][number] & { answered: number; watched: number }) {
  const until = refused ?? (silentAfter === undefined ? watched : (silentAfter ?? 0))
  return (
    <li className={columns} data-node={node}>
      <span className="text-sm">{node}</span>
      <span className="text-sm md:order-last">
        <Seen {...{ refused, silentAfter, watched }} />
        {p99 !== undefined && <span className="label block">99 % within {msWords(p99)}</span>}
      </span>
      <span
        aria-hidden
        className="measured-bar relative col-span-full h-3 rounded-sm bg-sunken md:col-span-1"
      >
        <span
          className="absolute inset-y-0 left-0 rounded-sm bg-in"
          style={{ width: `${100 * shareOf(until, watched)}%` }}
        />
        <span
          className="absolute inset-y-0 w-0.5 bg-ink outline outline-panel"
          style={{ left: `${100 * shareOf(answered, watched)}%` }}
        />
      </span>
    </li>
  )
}

/** What is known of a node at the end of the watch. */
function Seen({
  refused,
  silentAfter,
  watched,
}: Pick<Measured['nodes'][number], 'refused'> & {
  silentAfter: number | null | undefined
  watched: number
}) {
  if (refused !== null)
    return <VerdictMark kind="blocked" word={`refuses after ${msWords(refused)}`} />
  if (silentAfter === undefined)
    return <VerdictMark kind="in" word={`still let in after ${msWords(watched)}`} />
  const word =
    silentAfter === null ? 'no answer' : `in until ${msWords(silentAfter)}, then no answer`
  return <VerdictMark kind="error" word={word} />
}

import { Highlighted } from '#app/_source/highlighted.tsx'
import { examples } from '#lib/take/sources.ts'

/** What is taken home, how, and what it looks like where it is used. */
export async function TakeHome({ id, onNodes }: { id: string; onNodes: boolean }) {
  const [sessions, express, next] = await examples()
  return (
    <section aria-labelledby="take-home">
      <h2 id="take-home" className="mt-8 text-lg">
        Take it home
      </h2>
      <p className="mt-1 max-w-prose text-sm text-soft">
        This strategy with just what it needs: its pieces,{' '}
        {onNodes
          ? 'the feed in Redis and the replica in memory, SQLite for its keys,'
          : 'its store with the SQLite driver,'}{' '}
        its promises, and the suite that holds it to them. The folder compiles and passes its tests
        by itself{onNodes && ', beside a Redis (REDIS_URL), for all processes of one machine'}.
      </p>
      <p className="mt-3">
        <a className="button button-main" href={`/strategies/${id}/take`} download>
          Download {id}.tar.gz
        </a>
      </p>
      <p className="mt-3 text-sm">
        Or, in a copy of the lab: <code>npm run take -- {id} --to DIR</code>
      </p>
      <div className="mt-4 space-y-4">
        {[express, next, sessions].map((source) =>
          source ? <Highlighted key={source.file} source={source} /> : null,
        )}
      </div>
    </section>
  )
}

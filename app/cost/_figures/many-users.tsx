import { growthLoads, growthOf } from '#lib/evidence/growth.ts'
import { weights } from '#lib/evidence/weights.ts'
import { bytes, count } from '#lib/evidence/words/amounts.ts'
import { allStrategies } from '#lib/strategies/registry.ts'
import { Link } from '#app/_ui/link.tsx'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'

/** What a million and a hundred million users ask of each engine. */
export const ManyUsers = () => (
  <section aria-labelledby="growth">
    <h2 id="growth" className="mt-8 text-lg">
      With many users, on many nodes
    </h2>
    <p className="mt-1 max-w-prose">
      The calculator's example, with all that comes with users grown alike, on PostgreSQL for
      accounts and Redis for session state. Bytes of state and of the feed were weighed in Redis on{' '}
      {weights.about.at.slice(0, 10)}, commit <code>{weights.about.commit}</code>.
    </p>
    {growthLoads.map((load) => (
      <ScrollRegion
        key={load.users}
        label={`${load.users.toLocaleString('en')} users`}
        className="mt-4"
      >
        <table className="table" data-users={load.users}>
          <caption className="label p-2 text-left">
            {load.users.toLocaleString('en')} users, {load.nodes} nodes
          </caption>
          <thead>
            <tr>
              <th scope="col">Strategy</th>
              <th scope="col" className="text-right">
                Redis, operations a second
              </th>
              <th scope="col" className="text-right">
                PostgreSQL, operations a second
              </th>
              <th scope="col" className="text-right">
                State in Redis
              </th>
              <th scope="col" className="text-right">
                In each node
              </th>
              <th scope="col" className="text-right">
                Feed to all nodes, a second
              </th>
            </tr>
          </thead>
          <tbody>
            {allStrategies.map((definition) => {
              const all = growthOf(definition, load)
              return (
                <tr key={definition.id}>
                  <th scope="row" className="min-w-36 font-normal">
                    <Link href={`/strategies/${definition.id}`}>{definition.title}</Link>
                  </th>
                  {all === null ? (
                    <td colSpan={5}>not measured</td>
                  ) : (
                    <>
                      <td className="text-right">{count(all.redis)}</td>
                      <td className="text-right">{count(all.postgres)}</td>
                      <td className="text-right">
                        {all.held === null ? 'in PostgreSQL' : bytes(all.held)}
                      </td>
                      <td className="text-right">{bytes(all.inEachNode)}</td>
                      <td className="text-right">{bytes(all.feed)}</td>
                    </>
                  )}
                </tr>
              )
            })}
          </tbody>
        </table>
      </ScrollRegion>
    ))}
  </section>
)

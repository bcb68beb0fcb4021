import { fromTheRun } from '#lib/evidence/cluster.ts'
import { COUNTED, estimate } from '#lib/evidence/cost-estimate.ts'
import { bytes, count } from '#lib/evidence/words/amounts.ts'
import type { Load } from '#lib/evidence/cost-load.ts'
import { allStrategies, needsNodes } from '#lib/strategies/registry.ts'
import { Link } from '#app/_ui/link.tsx'
import { PromiseMark } from '#app/_ui/promise-mark.tsx'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'

const heads = [
  'Store reads a second',
  'Writes a second',
  'State held',
  `Credentials on the wire in ${COUNTED} days`,
  'CPU for a million requests',
  'A request waits',
  'After a log-out',
  'After a ban',
  'Open though ended',
] as const

/** What a load comes to, under every strategy. */
export const Estimates = ({ load }: { load: Load }) => (
  <ScrollRegion label="What it comes to" className="mt-4">
    <table className="table min-w-5xl">
      <thead>
        <tr>
          <th scope="col">Strategy</th>
          {heads.map((head) => (
            <th key={head} scope="col" className="text-right">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {allStrategies.map((definition) => {
          const all = estimate(definition, load)
          return (
            <tr key={definition.id}>
              <th scope="row" className="min-w-36 font-normal">
                <Link href={`/strategies/${definition.id}`}>{definition.title}</Link>
                {needsNodes(definition) && <span className="label block">{fromTheRun()}</span>}
              </th>
              {all === null ? (
                <td colSpan={heads.length}>not measured</td>
              ) : (
                <>
                  <td className="text-right">{count(all.reads)}</td>
                  <td className="text-right">{count(all.writes)}</td>
                  <td className="text-right whitespace-nowrap">{bytes(all.held)}</td>
                  <td className="text-right whitespace-nowrap">{bytes(all.wire)}</td>
                  <td className="text-right whitespace-nowrap">{count(all.cpu)} s</td>
                  <td className="text-right whitespace-nowrap">{count(all.waits)} ms</td>
                  <td className="min-w-32">
                    <PromiseMark promised={all.logOut} />
                  </td>
                  <td className="min-w-32">
                    <PromiseMark promised={all.ban} />
                  </td>
                  <td className="text-right">
                    {all.exposed === null ? 'ever more' : count(all.exposed)}
                  </td>
                </>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  </ScrollRegion>
)

import { estimate } from '#lib/evidence/cost-estimate.ts'
import type { Load } from '#lib/evidence/cost-load.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { Link } from '#app/_ui/link.tsx'
import { PromiseMark } from '#app/_ui/promise-mark.tsx'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { bytes, count } from './amounts.ts'

const heads = [
  'Store reads a second',
  'Writes a second',
  'State held',
  'Credentials sent in 30 days',
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
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {strategies.map((definition) => {
          const all = estimate(definition, load)
          return (
            <tr key={definition.id}>
              <th scope="row" className="min-w-36 font-normal">
                <Link href={`/strategies/${definition.id}`}>{definition.title}</Link>
              </th>
              {all === null ? (
                <td colSpan={heads.length}>not measured</td>
              ) : (
                <>
                  <td>{count(all.reads)}</td>
                  <td>{count(all.writes)}</td>
                  <td className="whitespace-nowrap">{bytes(all.held)}</td>
                  <td className="whitespace-nowrap">{bytes(all.sent)}</td>
                  <td className="whitespace-nowrap">{count(all.cpu)} s</td>
                  <td className="whitespace-nowrap">{count(all.waits)} ms</td>
                  <td className="min-w-32">
                    <PromiseMark promised={all.logOut} />
                  </td>
                  <td className="min-w-32">
                    <PromiseMark promised={all.ban} />
                  </td>
                  <td>{all.exposed === null ? 'ever more' : count(all.exposed)}</td>
                </>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  </ScrollRegion>
)

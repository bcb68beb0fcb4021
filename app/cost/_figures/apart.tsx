import { measuredApart, measuredCost, micros } from '#lib/evidence/cost.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'

const DISTANCES = [0, 0.5, 2]

/** The same checks with a network before the store. */
export const Apart = () => (
  <ScrollRegion label="Checks with a store that is away" className="mt-3">
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Strategy</th>
          <th scope="col">Reads</th>
          {DISTANCES.map((ms) => (
            <th key={ms} scope="col" className="text-right">
              {ms === 0 ? 'Same machine' : `${ms} ms away`}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {strategies.map(({ id, title, cost }) => (
          <tr key={id}>
            <th scope="row" className="min-w-36 font-normal">
              {title}
            </th>
            <td>{cost.request.reads}</td>
            {DISTANCES.map((ms) => {
              const taken = measuredApart(id, ms)
              return (
                <td key={ms} className="text-right whitespace-nowrap">
                  {taken === null ? 'not measured' : micros(taken)}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </ScrollRegion>
)

/** Where a token beats a row, and by how much. */
export function Crossing() {
  const [row, token, list] = ['cookie-session', 'stateless-jwt', 'jwt-blocklist'].map((id) => ({
    new: measuredCost(id)?.verifyNew ?? null,
    here: measuredApart(id, 0),
    away: measuredApart(id, 0.5),
  }))
  if (!row?.here || !row.away || !token?.here || !token.new || !token.away || !list?.away)
    return null
  return (
    <p className="mt-2 max-w-prose">
      In a run of its own: on one machine a session row is checked in {micros(row.here)}, and a
      signed token in {micros(token.here)}, or {micros(token.new)} where it was not seen before:
      what a token saves there is {micros(row.here - token.here)} a request. With a store that is
      half a millisecond away the row takes {micros(row.away)} and the token {micros(token.away)};
      one that is held against a list of the revoked waits for the network as well,{' '}
      {micros(list.away)}.
    </p>
  )
}

'use client'

import type { Named } from '#lib/evidence/named.ts'
import { costWords } from '#lib/evidence/words/promises.ts'
import type { ReactNode } from 'react'
import { Link } from '#app/_ui/link.tsx'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { writeAddress } from '../../_data/address.ts'
import {
  evenWeights,
  groups,
  weightWords,
  type RequestCost,
  type Score,
  type Weights,
} from '../../_evidence/score.ts'
import { weightsText } from './selection.ts'

const points = (value: number | null) => (value === null ? '–' : String(Math.round(value)))

/** What the visitor cares about, and which strategies serve that best. */
export function Ranking({
  ranking,
  strategies,
  costs,
  weights,
  isDone,
  rules,
}: {
  ranking: readonly Score[]
  strategies: readonly Named[]
  costs: Readonly<Record<string, RequestCost>>
  weights: Weights
  isDone: boolean
  /** How points are given, an item each. */
  rules: ReactNode
}) {
  const weigh = (changed: Weights) => writeAddress({ weights: weightsText(changed) })
  return (
    <section aria-labelledby="ranking" className="mt-10">
      <h2 id="ranking" className="text-lg">
        What do you care about most?
      </h2>
      <p className="mt-1 max-w-prose text-sm text-soft">
        The ranking is computed from the measured cells alone, of all events, shown or not.
      </p>
      <div className="unprinted panel mt-3 grid gap-x-6 gap-y-3 p-4 sm:grid-cols-2 lg:grid-cols-3">
        {groups.map(({ id, name }) => (
          <label key={id} className="text-sm">
            <span className="flex justify-between gap-2">
              <span className="font-medium">{name}</span>
              <span className="text-soft">{weightWords[weights[id]]}</span>
            </span>
            <input
              type="range"
              min={0}
              max={weightWords.length - 1}
              step={1}
              value={weights[id]}
              aria-label={`How much you care: ${name}`}
              aria-valuetext={weightWords[weights[id]]}
              className="h-6 w-full accent-accent"
              onChange={(event) => weigh({ ...weights, [id]: event.target.valueAsNumber })}
            />
          </label>
        ))}
        <p className="flex flex-wrap gap-2 sm:col-span-full">
          <button
            type="button"
            className="button button-small"
            onClick={() => writeAddress({ weights: weightsText(weights), sort: 'rank' })}
          >
            Order the matrix by rank
          </button>
          <button type="button" className="button button-small" onClick={() => weigh(evenWeights)}>
            Weigh all the same
          </button>
        </p>
      </div>
      <ScrollRegion label="Ranking" className="relative mt-2">
        <table className="table min-w-3xl print:min-w-0">
          <caption className="sr-only">Strategies by score, with the points of each group</caption>
          <thead>
            <tr>
              <th scope="col">Rank</th>
              <th scope="col">Strategy</th>
              <th scope="col">Score</th>
              {groups.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name} × {weights[id]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ranking.map(({ strategy, byGroup, total }, at) => (
              <tr key={strategy}>
                <td>{at + 1}</td>
                <th scope="row" className="min-w-40">
                  <Link href={`/strategies/${strategy}`}>
                    {strategies.find(({ id }) => id === strategy)?.title}
                  </Link>
                </th>
                <td className="font-medium">{points(total)}</td>
                {groups.map(({ id }) => (
                  <td key={id}>
                    {points(byGroup[id])}
                    {id === 'cost' && costs[strategy] && (
                      <span className="label block min-w-28">{costWords(costs[strategy])}</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <ul className="label mt-2 grid max-w-prose gap-1">
        {!isDone && <li>Provisional: not everything is measured yet.</li>}
        {rules}
      </ul>
    </section>
  )
}

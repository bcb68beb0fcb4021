'use client'

import type { StrategyDescription } from '#lib/strategies/describe.ts'
import { writeAddress } from '#app/_data/address.ts'
import { kindsOfLane, type LaneChoice } from './_run/lane-choice.ts'

/** By what they do, or one by one; the choice is in the address. */
export function LaneChoices({
  strategies,
  choice,
}: {
  strategies: readonly StrategyDescription[]
  choice: LaneChoice
}) {
  const picked = choice.ids ?? strategies.map(({ id }) => id)
  const pick = (id: string, isPicked: boolean) => {
    const next = strategies
      .map((strategy) => strategy.id)
      .filter((other) => (other === id ? isPicked : picked.includes(other)))
    writeAddress({ lanes: next.length === strategies.length ? null : next.join(',') })
  }
  return (
    <div className="panel mt-1 grid gap-3 p-4">
      <label className="w-fit">
        Show
        <select
          className="field mt-1"
          value={choice.kind}
          onChange={({ target }) =>
            writeAddress({ show: target.value === 'all' ? null : target.value })
          }
        >
          {Object.entries(kindsOfLane).map(([kind, words]) => (
            <option key={kind} value={kind}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <fieldset>
        <legend className="label">Of these strategies</legend>
        <div className="mt-1 grid gap-x-6 sm:grid-cols-2 xl:grid-cols-4">
          {strategies.map(({ id, title }) => (
            <label key={id} className="flex min-h-7 items-center gap-2">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={picked.includes(id)}
                onChange={({ target }) => pick(id, target.checked)}
              />
              {title}
            </label>
          ))}
        </div>
        <button
          type="button"
          className="button button-small mt-2"
          onClick={() => writeAddress({ lanes: null, show: null })}
        >
          All of them
        </button>
      </fieldset>
    </div>
  )
}

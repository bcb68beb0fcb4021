import type { StrategyDescription } from '#lib/sessions/describe.ts'
import { writeUrl } from './_run/address.ts'
import { kindsOfLane, type LaneChoice } from './_run/lane-choice.ts'

/** Chooses the lanes that are shown; the choice is in the address. */
export function LaneFilter({
  strategies,
  choice,
  shown,
}: {
  strategies: readonly StrategyDescription[]
  choice: LaneChoice
  /** How many are left. */
  shown: number
}) {
  const picked = choice.ids ?? strategies.map(({ id }) => id)
  const pick = (id: string, isPicked: boolean) => {
    const next = strategies
      .map((strategy) => strategy.id)
      .filter((other) => (other === id ? isPicked : picked.includes(other)))
    writeUrl({ lanes: next.length === strategies.length ? null : next.join(',') })
  }
  return (
    <details className="unprinted text-sm">
      <summary className="flex min-h-9 w-fit cursor-pointer items-center gap-1 rounded-sm">
        <span className="underline decoration-1 underline-offset-3">Choose lanes</span>
        <span className="text-soft">
          {shown} of {strategies.length} shown
        </span>
      </summary>
      <div className="panel mt-1 grid gap-3 p-4">
        <label className="w-fit">
          Show
          <select
            className="field mt-1"
            value={choice.kind}
            onChange={({ target }) =>
              writeUrl({ show: target.value === 'all' ? null : target.value })
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
            onClick={() => writeUrl({ lanes: null, show: null })}
          >
            All of them
          </button>
        </fieldset>
      </div>
    </details>
  )
}

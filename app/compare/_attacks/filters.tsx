'use client'

import type { Named } from '#lib/evidence/named.ts'
import { writeAddress } from '../../_data/address.ts'
import { Choices } from '../choices.tsx'
import type { AttackGroup } from './attack-group.ts'

/** Which strategies and kinds of attack are shown, and in which order. */
export function AttackFilters({
  strategies,
  groups,
  chosen,
  sort,
}: {
  strategies: readonly Named[]
  groups: readonly AttackGroup[]
  chosen: { strategies: readonly string[]; groups: readonly string[] }
  sort: string
}) {
  return (
    <section aria-labelledby="filters-title" className="panel p-4">
      <h2 id="filters-title" className="text-base">
        What to show
      </h2>
      <label className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        Order
        <select
          className="field max-w-72"
          value={sort}
          onChange={(event) =>
            writeAddress({ sort: event.target.value === 'usual' ? null : event.target.value })
          }
        >
          <option value="usual">as the lab lists them</option>
          <option value="rank">the fewest that work first</option>
          {groups.map(({ id, title, attacks }) => (
            <optgroup key={id} label={title}>
              <option value={`group:${id}`}>all of it: {title}</option>
              {attacks.map((attack) => (
                <option key={attack.id} value={attack.id}>
                  {attack.title}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <Choices name="strategies" title="Strategies" all={strategies} chosen={chosen.strategies} />
      <Choices name="groups" title="Kinds of attack" all={groups} chosen={chosen.groups} />
    </section>
  )
}

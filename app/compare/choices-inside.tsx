'use client'

import type { Named } from '#lib/evidence/named.ts'
import { writeAddress } from '../_data/address.ts'
import { chosenText } from './chosen.ts'

export interface ChoicesProps {
  name: 'strategies' | 'events' | 'groups'
  title: string
  all: readonly Named[]
  chosen: readonly string[]
}

/** All, none, or one by one; what is chosen is in the address. */
export function ChoicesInside({ name, title, all, chosen }: ChoicesProps) {
  const ids = all.map(({ id }) => id)
  const choose = (wanted: readonly string[]) => writeAddress({ [name]: chosenText(wanted, ids) })
  const toggle = (id: string) =>
    choose(ids.filter((other) => (other === id) !== chosen.includes(other)))
  return (
    <>
      <div className="mt-2 flex gap-2">
        <button type="button" className="button button-small" onClick={() => choose(ids)}>
          All<span className="sr-only"> {title.toLowerCase()}</span>
        </button>
        <button type="button" className="button button-small" onClick={() => choose([])}>
          None<span className="sr-only"> of the {title.toLowerCase()}</span>
        </button>
      </div>
      <fieldset className="mt-2 grid gap-x-4 sm:grid-cols-2">
        <legend className="sr-only">{title} to show</legend>
        {all.map(({ id, title: words }) => (
          <label key={id} className="flex min-h-7 items-center gap-2">
            <input
              type="checkbox"
              className="size-4 shrink-0 accent-accent"
              checked={chosen.includes(id)}
              onChange={() => toggle(id)}
            />
            {words}
          </label>
        ))}
      </fieldset>
    </>
  )
}

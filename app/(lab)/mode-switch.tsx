'use client'

import { Link } from '#app/_ui/link.tsx'
import { writeUrl } from './_run/address.ts'

const modes = [
  { id: 'live', name: 'Live', about: 'A thief knocks on this server, once a second.' },
  { id: 'replay', name: 'Replay', about: 'Measured runs, played over hours in seconds.' },
] as const

type Mode = (typeof modes)[number]['id']

export const modeNamed = (name: string | null): Mode => (name === 'replay' ? 'replay' : 'live')

/** Between what happens now and what was measured. */
export function ModeSwitch({ mode }: { mode: Mode }) {
  return (
    <fieldset className="unprinted mt-6 flex flex-wrap items-center gap-2">
      <legend className="sr-only">Mode</legend>
      {modes.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className="button"
          aria-pressed={mode === id}
          onClick={() => writeUrl({ mode: id === 'live' ? null : id, at: null })}
        >
          {name}
        </button>
      ))}
      <p className="text-sm text-soft">
        {modes.find(({ id }) => id === mode)?.about}{' '}
        {mode === 'live' && (
          <>
            Under <Link href="/settings">short lifetimes</Link> doors close while you watch.
          </>
        )}
      </p>
    </fieldset>
  )
}

'use client'

import { useState } from 'react'
import { GuardedButton } from '#app/_ui/guarded-button.tsx'
import type { Order } from './order.ts'

/** What hits all accounts at once. */
export function Everybody({
  strategies,
  onOrder,
}: {
  strategies: { id: string; title: string }[]
  onOrder(order: Order): void
}) {
  const [only, setOnly] = useState('')
  const title = strategies.find(({ id }) => id === only)?.title
  const rotate = (routine: boolean, how: string) =>
    onOrder({
      said: `The keys of ${title ?? 'all strategies'} were ${how}`,
      method: 'POST',
      path: '/api/operator/rotate-keys',
      body: { ...(only && { strategy: only }), routine },
    })
  return (
    <section aria-labelledby="everybody">
      <h2 id="everybody" className="text-lg">
        Emergencies
      </h2>
      <div className="mt-3 grid gap-2 md:grid-cols-2">
        <div className="panel p-4">
          <h3 className="text-sm font-medium">Sign everybody out</h3>
          <p className="mt-1 text-sm text-soft">
            Ends the sessions of all accounts, under every strategy that can.
          </p>
          <GuardedButton
            className="button mt-3"
            onClick={() =>
              onOrder({
                said: 'Everybody was signed out',
                method: 'POST',
                path: '/api/operator/logout-all-users',
              })
            }
          >
            Sign everybody out
          </GuardedButton>
        </div>
        <div className="panel p-4">
          <h3 className="text-sm font-medium">Rotate keys</h3>
          <label className="mt-1 block text-sm text-soft" htmlFor="rotate">
            Throws the signing keys away: whatever they signed dies. As a routine, the old ones go
            on verifying for as long as what they signed may live: nobody is signed out.
          </label>
          <div className="mt-3 flex flex-wrap gap-2">
            <select
              id="rotate"
              className="field max-w-60"
              value={only}
              onChange={(event) => setOnly(event.target.value)}
            >
              <option value="">of all strategies</option>
              {strategies.map(({ id, title: name }) => (
                <option key={id} value={id}>
                  of {name}
                </option>
              ))}
            </select>
            <GuardedButton onClick={() => rotate(false, 'thrown away')}>Rotate keys</GuardedButton>
            <GuardedButton onClick={() => rotate(true, 'changed as a routine')}>
              Rotate as a routine
            </GuardedButton>
          </div>
        </div>
      </div>
    </section>
  )
}

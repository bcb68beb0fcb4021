'use client'

import { Suspense } from 'react'
import { late } from '#app/_ui/late.tsx'
import { useDetails } from '#app/_ui/use-details.ts'

const SocketsTable = late(() => import('./sockets-table.tsx').then((m) => m.SocketsTable))

/** Measured, and loaded, where somebody wants to see it. */
export function OpenSockets(asked: { strategy: string; bound: string }) {
  const { isOpen, details } = useDetails()
  return (
    <section aria-labelledby="sockets" className="mt-8">
      <h2 id="sockets" className="text-lg">
        A WebSocket that was open before
      </h2>
      <p className="mt-1 max-w-prose text-sm text-soft">
        A request is checked each time, a WebSocket once, by its handshake. Whether it is held
        against its session afterwards is up to who wrote the server.
      </p>
      <details className="mt-3" {...details}>
        <summary>Measure how long one stays open after each event</summary>
        {isOpen && (
          <Suspense>
            <SocketsTable {...asked} />
          </Suspense>
        )}
      </details>
    </section>
  )
}

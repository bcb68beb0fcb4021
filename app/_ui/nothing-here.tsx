import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { currentConnection } from '#lib/kernel/connection.ts'
import NotFound from '#app/not-found.tsx'

/**
 * What a page shows where its address names nothing, with 404. Next's own `notFound` leaves all of it to
 * be drawn by a script, and without one the page is empty.
 */
export function nothingHere(): ReactNode {
  const setStatus = currentConnection()?.setStatus
  // Served by another listener, as in `npm run dev`.
  if (!setStatus) notFound()
  setStatus(404)
  return <NotFound />
}

export const nothingHereMetadata: Metadata = { title: 'Nothing here', robots: { index: false } }

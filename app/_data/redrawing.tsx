'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'

/** What is to be drawn: the page that is shown, or with it all pages that the router has kept. */
type Wanted = 'page' | 'all' | null

let isUnderWay = false
let want: (part: Wanted) => void = () => {}

/** Has the server draw anew, once whatever is being drawn is there. */
export const redraw = (part: Wanted = 'all'): void => want(part)

/** Replaces the address that is shown, with nothing drawn for it. */
export function replaceAddress(url: URL): void {
  // The router takes this off the entry of the history as soon as it has drawn the address.
  window.history.replaceState({ isOnlyWritten: true }, '', url)
  // What is being drawn was asked for under another address, and may have been given up for it.
  if (isUnderWay) want('page')
}

/**
 * Draws one thing after the other, for all who ask. The router's own `refresh` expects the page of the
 * address that it drew last: one that was written since is a mismatch to it, upon which it draws twice
 * and scrolls to the top (vercel/next.js#98323), and at the second in a row it loads the whole
 * document: what was pressed or typed is lost. So an address that was written is drawn first.
 */
export function Redrawing() {
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  const [wanted, setWanted] = useState<Wanted>(null)
  useEffect(() => {
    want = (part) => setWanted((before) => (before === 'all' ? before : part))
  }, [])
  useEffect(() => {
    if (isPending) return
    isUnderWay = wanted !== null
    if (wanted === null) return
    const isOnlyWritten = 'isOnlyWritten' in Object(window.history.state)
    // oxlint-disable-next-line react/set-state-in-effect -- it waited for this, and happens once
    setWanted(isOnlyWritten && wanted === 'all' ? 'all' : null)
    startTransition(() =>
      isOnlyWritten ? router.replace(window.location.href, { scroll: false }) : router.refresh(),
    )
  }, [isPending, wanted, router])
  return null
}

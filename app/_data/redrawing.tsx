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
  /** What could not be drawn, as nobody answered. */
  const [missed, setMissed] = useState<Wanted>(null)
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
    let isOver = false
    const draw = async () => {
      const answers = await isThere()
      if (isOver) return
      const isOnlyWritten = 'isOnlyWritten' in Object(window.history.state)
      setMissed(answers ? null : wanted)
      setWanted(answers && isOnlyWritten && wanted === 'all' ? 'all' : null)
      if (!answers) return
      startTransition(() =>
        isOnlyWritten ? router.replace(window.location.href, { scroll: false }) : router.refresh(),
      )
    }
    void draw()
    return () => {
      isOver = true
    }
  }, [isPending, wanted, router])
  return (
    missed && (
      <p role="alert" className="not-drawn">
        The server does not answer: what is shown may be old.{' '}
        <button type="button" className="button button-small" onClick={() => setWanted(missed)}>
          Ask again
        </button>
      </p>
    )
  )
}

/** Where nobody answers, the router would leave the page for one of the browser, that it is not there. */
export async function isThere(): Promise<boolean> {
  try {
    // An answer that nobody reads keeps the page loading for ever in the browser's eyes.
    await (await fetch('/healthz')).text()
    return true
  } catch {
    return false
  }
}

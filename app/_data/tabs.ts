import * as is from './shape.ts'

/**
 * Tabs of one browser share its cookies: one that signs somebody in or out tells the others, which
 * would go on showing who was signed in before.
 */
const word = is.object({ strategy: is.nullable(is.string) })

let channel: BroadcastChannel | null = null

function opened(): BroadcastChannel | null {
  if (typeof BroadcastChannel === 'undefined') return null
  return (channel ??= new BroadcastChannel('lab-session'))
}

/** Who is signed in under a strategy has changed, or with null under any of them. */
export const tellTabs = (strategy: string | null): void => opened()?.postMessage({ strategy })

/** Hears what other tabs tell, and nothing of its own. */
export function hearTabs(listener: (strategy: string | null) => void): () => void {
  const hear = ({ data }: MessageEvent<unknown>) => {
    if (word(data)) listener(data.strategy)
  }
  const open = opened()
  open?.addEventListener('message', hear)
  return () => open?.removeEventListener('message', hear)
}

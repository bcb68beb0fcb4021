import { useEffect, useSyncExternalStore } from 'react'

/**
 * Calls when somebody looks at the page again: out of the back/forward cache (`isOld`, since nothing
 * of it has run meanwhile), or back from another tab or window.
 */
export function useShownAgain(onShown: (isOld: boolean) => void): void {
  useEffect(() => {
    const restored = ({ persisted }: PageTransitionEvent) => {
      if (persisted) onShown(true)
    }
    const looked = () => {
      if (document.visibilityState === 'visible') onShown(false)
    }
    window.addEventListener('pageshow', restored)
    window.addEventListener('focus', looked)
    document.addEventListener('visibilitychange', looked)
    return () => {
      window.removeEventListener('pageshow', restored)
      window.removeEventListener('focus', looked)
      document.removeEventListener('visibilitychange', looked)
    }
  }, [onShown])
}

const never = () => () => {}

/**
 * Whether a page is being drawn together with its document: what the server said then is news. One
 * that the router draws may come out of its cache, however old.
 */
export const useDrawnWithDocument = (): boolean =>
  useSyncExternalStore(
    never,
    () => false,
    () => true,
  )

function onVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener)
  return () => document.removeEventListener('visibilitychange', listener)
}

export const useVisible = (): boolean =>
  useSyncExternalStore(
    onVisibility,
    () => document.visibilityState === 'visible',
    () => true,
  )

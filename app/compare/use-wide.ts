import { useSyncExternalStore } from 'react'

/** As `lg` of the style sheet, which decides until the page is awake. */
const WIDE = '(min-width: 64rem)'

const watch = (changed: () => void) => {
  const query = window.matchMedia(WIDE)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

/** Is there room for a table? Null where nobody knows yet. */
export const useWide = (): boolean | null =>
  useSyncExternalStore<boolean | null>(
    watch,
    () => window.matchMedia(WIDE).matches,
    () => null,
  )

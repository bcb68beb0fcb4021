import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Settings } from '#lib/workspace/settings.ts'
import { redraw } from '#app/_data/redrawing.tsx'
import { hearTabs, tellTabs } from '#app/_data/tabs.ts'
import { useShownAgain } from '#app/_data/use-shown-again.ts'
import { unsaved, type Editing } from './editing.ts'
import { createEditor } from './editor.ts'

/** The settings as they are being edited here, and by other tabs meanwhile. */
export function useEditor(start: Editing, like: Settings) {
  const [editor] = useState(() =>
    createEditor(start, like, () => {
      tellTabs(null)
      // Pages that the router has kept show what was in force before.
      redraw()
    }),
  )
  const state = useSyncExternalStore(editor.subscribe, editor.get, editor.get)
  useShownAgain(editor.look)
  useEffect(() => hearTabs(editor.look), [editor])
  const isUnsaved = Object.keys(unsaved(state)).length > 0
  useEffect(() => {
    if (!isUnsaved) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isUnsaved])
  return { state, editor }
}

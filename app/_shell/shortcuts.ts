import { useEffect } from 'react'

/** Single keys can be in the way of speech input, so they can be turned off (WCAG 2.1.4). */
const KEY = 'lab-shortcuts'

export function shortcutsAreOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true
  }
}

export function turnShortcuts(on: boolean): void {
  try {
    if (on) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, 'off')
  } catch {
    // A browser that keeps nothing asks again on the next page.
  }
}

/**
 * What takes letters. A box that is ticked takes none, and still has the focus of a dialog that was
 * closed until the page is drawn again: keys that come in between are not to be lost.
 */
const typesText = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input:not([type=checkbox], [type=radio], [type=range]), textarea, select'))

/** Calls what belongs to a key, unless somebody is typing or a dialog is open. */
export function useShortcuts(actions: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      if (typesText(event.target) || document.querySelector('dialog[open]')) return
      const action = actions[event.key]
      if (!action || !shortcutsAreOn()) return
      event.preventDefault()
      action()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [actions])
}

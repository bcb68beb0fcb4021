'use client'

import { useLayoutEffect, useSyncExternalStore } from 'react'
import { Icon } from '#app/_ui/icon.tsx'
import { keepTheme, keptTheme, THEME_CHANGED, themes, type Theme } from './theme.ts'

const looks = {
  system: { icon: 'monitor', label: 'Theme: as the system' },
  light: { icon: 'sun', label: 'Theme: light' },
  dark: { icon: 'moon', label: 'Theme: dark' },
} as const

function watch(changed: () => void) {
  window.addEventListener(THEME_CHANGED, changed)
  window.addEventListener('storage', changed)
  return () => {
    window.removeEventListener(THEME_CHANGED, changed)
    window.removeEventListener('storage', changed)
  }
}

/** One button that goes round; its name is the state. */
export function ThemeToggle() {
  const theme = useSyncExternalStore(watch, keptTheme, (): Theme => 'system')
  // React's development mode mounts twice and wipes the attribute that the script set.
  useLayoutEffect(() => keepTheme(keptTheme()), [])
  const { icon, label } = looks[theme]
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'
  return (
    <button
      type="button"
      className="button needs-js unprinted"
      aria-label={label}
      title={label}
      onClick={() => keepTheme(next)}
    >
      <Icon name={icon} />
    </button>
  )
}

'use client'

import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Icon } from '#app/_ui/icon.tsx'
import { shortcutsAreOn, turnShortcuts, useShortcuts } from './shortcuts.ts'

/**
 * What stands in it is drawn on the server: it never changes, and need not be sent as a program, nor
 * need its looks. The switch alone is alive.
 */
export function KeysDialog({ children, end }: { children: ReactNode; end: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [isOn, setOn] = useState(true)
  const open = () => {
    setOn(shortcutsAreOn())
    dialog.current?.showModal()
  }
  useShortcuts({ '?': open })
  useEffect(() => {
    // From here on keys are heard: a program that presses them can wait for it.
    document.documentElement.dataset['listens'] = ''
  }, [])
  return (
    <>
      <button type="button" className="button needs-js unprinted" onClick={open}>
        <Icon name="keyboard" />
        Keys
      </button>
      <dialog ref={dialog} aria-labelledby="keys-title" className="panel keys-dialog">
        {children}
        <label className="keys-switch">
          <input
            type="checkbox"
            checked={isOn}
            onChange={(event) => {
              setOn(event.target.checked)
              turnShortcuts(event.target.checked)
            }}
          />
          Single keys work
        </label>
        {end}
      </dialog>
    </>
  )
}

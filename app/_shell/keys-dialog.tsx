'use client'

import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Icon } from '#app/_ui/icon.tsx'
import { shortcutsAreOn, turnShortcuts, useShortcuts } from './shortcuts.ts'

/** The list itself is drawn on the server: it never changes, and need not be sent as a program. */
export function KeysDialog({ children }: { children: ReactNode }) {
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
      <button type="button" className="button unprinted" onClick={open}>
        <Icon name="keyboard" />
        Keys
      </button>
      <dialog
        ref={dialog}
        aria-labelledby="keys-title"
        className="panel m-auto max-h-[90vh] w-[min(28rem,calc(100vw-32px))] overflow-y-auto p-6 text-ink backdrop:bg-black/60"
      >
        <h2 id="keys-title" className="text-lg">
          Keys
        </h2>
        {children}
        <label className="mt-4 flex min-h-9 items-center gap-2">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={isOn}
            onChange={(event) => {
              setOn(event.target.checked)
              turnShortcuts(event.target.checked)
            }}
          />
          Single keys work
        </label>
        <form method="dialog" className="mt-4">
          <button className="button button-main">Close</button>
        </form>
      </dialog>
    </>
  )
}

'use client'

import { useEffect, useRef, useState } from 'react'
import { Icon } from '#app/_ui/icon.tsx'
import { shortcutsAreOn, turnShortcuts, useShortcuts } from './shortcuts.ts'

const keys: readonly (readonly [string, string])[] = [
  ['?', 'this list'],
  ['s', 'lab: steal the session'],
  ['o', 'lab: log out'],
  ['e', 'lab: log out everywhere'],
  ['c', 'lab: change the password'],
  ['b', 'lab: ban'],
  ['1', 'lab: advance one minute'],
  ['5', 'lab: advance five minutes'],
  ['h', 'lab: advance one hour'],
  ['p', 'lab: pause or go on'],
  ['r', 'lab: start over'],
  [', .', 'lab, replay: one measured moment back or on'],
]

export function KeysDialog() {
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
        <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-2">
          {keys.map(([key, meaning]) => (
            <div key={key} className="contents">
              <dt>
                <kbd className="inline-block min-w-7 rounded-sm border border-edge px-2 text-center">
                  {key}
                </kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-4 text-sm text-soft">
          Tab and Enter reach everything as well; Escape closes this list.
        </p>
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

'use client'

import { useRef, type KeyboardEvent, type ReactNode } from 'react'

/** Tabs as the ARIA practices have them: one stop for Tab, arrows from one to the next. */
export function Tabs<Id extends string>({
  label,
  name,
  tabs,
  shown,
  onShow,
  children,
}: {
  label: string
  /** Makes the ids of this set of tabs its own. */
  name: string
  tabs: readonly { id: Id; name: string }[]
  shown: Id
  onShow(id: Id): void
  children: ReactNode
}) {
  const list = useRef<HTMLDivElement>(null)
  const at = tabs.findIndex(({ id }) => id === shown)
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: (at + 1) % tabs.length,
    ArrowLeft: (at + tabs.length - 1) % tabs.length,
    Home: 0,
    End: tabs.length - 1,
  }
  function move(event: KeyboardEvent) {
    const next = moves[event.key]
    const tab = next === undefined ? undefined : tabs[next]
    if (next === undefined || !tab) return
    event.preventDefault()
    onShow(tab.id)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }
  return (
    <>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        className="unprinted flex flex-wrap gap-x-1 border-b border-line px-3"
      >
        {tabs.map((tab) => {
          const isShown = tab.id === shown
          return (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`${name}-${tab.id}`}
              aria-selected={isShown}
              aria-controls={`${name}-panel`}
              tabIndex={isShown ? 0 : -1}
              onClick={() => onShow(tab.id)}
              onKeyDown={move}
              className={`-mb-px min-h-9 border-b-2 px-2 text-sm forced-colors:mb-0 ${
                isShown
                  ? 'border-accent font-medium text-ink'
                  : 'border-transparent text-soft forced-colors:border-[Canvas] hover:text-ink'
              }`}
            >
              {tab.name}
            </button>
          )
        })}
      </div>
      <div role="tabpanel" id={`${name}-panel`} aria-labelledby={`${name}-${shown}`}>
        {children}
      </div>
    </>
  )
}

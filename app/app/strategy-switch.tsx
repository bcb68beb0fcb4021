'use client'

import { useState, type ReactNode } from 'react'
import { call } from '#app/_data/call.ts'
import { redraw } from '#app/_data/redrawing.tsx'
import { anything } from '#app/_data/shape.ts'

/** The active strategy, changed where one sees what it does. */
export function StrategySwitch({
  active,
  children,
}: {
  active: string
  /** The options. */
  children: ReactNode
}) {
  const [failure, setFailure] = useState<string | null>(null)
  // Shown as chosen until the page is drawn under another one.
  const [asked, setAsked] = useState({ under: active, for: active })
  const shown = asked.under === active ? asked.for : active
  async function choose(strategy: string) {
    setAsked({ under: active, for: strategy })
    const result = await call('PATCH', '/api/workspace/settings', anything, { body: { strategy } })
    setFailure(result.ok ? null : result.detail)
    if (result.ok) redraw()
    else setAsked({ under: active, for: active })
  }
  return (
    <div className="needs-js unprinted mt-4">
      <label className="inline-block text-sm">
        Active strategy
        <select
          className="field mt-1"
          value={shown}
          aria-busy={shown !== active}
          onChange={({ target }) => void choose(target.value)}
        >
          {children}
        </select>
      </label>
      <output className="block text-sm text-in">{failure && `Not changed: ${failure}`}</output>
    </div>
  )
}

'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition, type ReactNode } from 'react'
import { call } from '#app/_data/call.ts'
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
  const router = useRouter()
  const [failure, setFailure] = useState<string | null>(null)
  const [isPending, startTransition] = useTransition()
  async function choose(strategy: string) {
    const result = await call('PATCH', '/api/workspace/settings', anything, { body: { strategy } })
    setFailure(result.ok ? null : result.detail)
    if (result.ok) startTransition(() => router.refresh())
  }
  return (
    <div className="needs-js unprinted mt-4">
      <label className="inline-block text-sm">
        Active strategy
        <select
          className="field mt-1"
          value={active}
          aria-busy={isPending}
          onChange={({ target }) => void choose(target.value)}
        >
          {children}
        </select>
      </label>
      {failure && <p className="text-sm text-in">{failure}</p>}
    </div>
  )
}

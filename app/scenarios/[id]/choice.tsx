'use client'

import type { Named } from '#lib/evidence/named.ts'
import { Options } from '#app/_ui/options.tsx'

/** One of several, by name. */
export function Choice({
  label,
  value,
  options,
  onChoose,
}: {
  label: string
  value: string
  options: readonly Named[]
  onChoose(id: string): void
}) {
  return (
    <label className="text-sm">
      {label}
      <select
        className="field mt-1"
        value={value}
        onChange={(event) => onChoose(event.target.value)}
      >
        <Options of={options} />
      </select>
    </label>
  )
}

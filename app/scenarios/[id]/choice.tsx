'use client'

import type { Named } from '#lib/evidence/named.ts'

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
        {options.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  )
}

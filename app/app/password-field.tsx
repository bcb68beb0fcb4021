'use client'

import { useId } from 'react'

/** With a click that fills in what the lab knows, since nobody should have to remember it here. */
export function PasswordField({
  label,
  autoComplete,
  value,
  onChange,
  suggestion,
}: {
  label: string
  autoComplete: 'current-password' | 'new-password'
  value: string
  onChange(value: string): void
  suggestion?: string | null | undefined
}) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="text-sm">
        {label}
      </label>
      <div className="mt-1 flex gap-2">
        <input
          id={id}
          className="field"
          type="password"
          autoComplete={autoComplete}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        {suggestion && (
          <button type="button" className="button shrink-0" onClick={() => onChange(suggestion)}>
            Fill in
          </button>
        )}
      </div>
    </div>
  )
}

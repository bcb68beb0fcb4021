'use client'

import { readable } from '#lib/evidence/words/durations.ts'
import type { ReactNode } from 'react'
import { Icon } from '#app/_ui/icon.tsx'

interface Common {
  name: string
  label: string
  about: string
  value: string
  error: string | null
  onChange(value: string): void
  /** What was typed is complete: the field was left. */
  onDone(): void
}

export function Choice({
  options,
  ...field
}: Common & { options: readonly (readonly [string, string, boolean?])[] }) {
  return (
    <Labelled {...field}>
      <select
        {...attributes(field)}
        className="field"
        onChange={(event) => {
          field.onChange(event.target.value)
          field.onDone()
        }}
      >
        {options.map(([value, name, isDisabled]) => (
          <option key={value} value={value} disabled={isDisabled}>
            {name}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

export const Seconds = (field: Common) => <Quantity {...field} unit="seconds" words={readable} />

export const Bytes = (field: Common) => (
  <Quantity {...field} unit="bytes" words={(bytes) => `${bytes.toLocaleString('en')} bytes`} />
)

function Quantity({
  unit,
  words,
  ...field
}: Common & { unit: string; words(value: number): string }) {
  const isNumber = /^\d{1,12}$/.test(field.value.trim())
  // The server's words for this are those of a schema.
  const error = field.error && !isNumber ? `must be a whole number of ${unit}` : field.error
  return (
    <Labelled {...field} error={error}>
      <div className="flex items-center gap-2">
        <input
          {...attributes(field)}
          inputMode="numeric"
          autoComplete="off"
          className="field max-w-32"
          onChange={(event) => field.onChange(event.target.value)}
          onBlur={field.onDone}
        />
        <span className="text-sm text-soft">
          {isNumber ? `= ${words(Number(field.value))}` : 'not a whole number'}
        </span>
      </div>
    </Labelled>
  )
}

const attributes = ({ name, value, error }: Common) => ({
  id: name,
  name,
  value,
  'aria-describedby': error ? `${name}-error ${name}-about` : `${name}-about`,
  'aria-invalid': error !== null,
})

function Labelled({ name, label, about, error, children }: Common & { children: ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={name} className="text-sm font-medium">
        {label}
      </label>
      <div className="mt-1">{children}</div>
      {error && (
        <p
          id={`${name}-error`}
          role="alert"
          className="mt-1 flex items-start gap-1 text-sm text-in"
        >
          <Icon name="triangle-alert" size={14} className="mt-1 shrink-0" />
          Not saved: {error}
        </p>
      )}
      <p id={`${name}-about`} className="label mt-1">
        {about}
      </p>
    </div>
  )
}

'use client'

import { useState, type ReactNode } from 'react'

/** A slider over named positions: what it is moved to is said at once, before the answer is there. */
export function Slider({
  name,
  title,
  positions,
  position,
  children,
}: {
  name: string
  title: string
  /** What each position is called. */
  positions: readonly string[]
  /** Where the server has it. */
  position: number
  children?: ReactNode
}) {
  const [moved, setMoved] = useState({ from: position, to: position })
  const words = positions[moved.from === position ? moved.to : position] ?? ''
  return (
    <label className="grid text-sm">
      <span className="flex justify-between gap-2">
        <span className="font-medium">{title}</span>
        {/* The slider itself says it, by its value. */}
        <span aria-hidden>{words}</span>
      </span>
      <input
        type="range"
        name={name}
        min={0}
        max={positions.length - 1}
        step={1}
        defaultValue={position}
        aria-valuetext={words}
        className="h-7 w-full accent-accent"
        onChange={({ currentTarget }) =>
          setMoved({ from: position, to: Number(currentTarget.value) })
        }
      />
      {children}
    </label>
  )
}

'use client'

import { useRef, useState } from 'react'
import { readable } from '#lib/evidence/words/durations.ts'
import type { LifetimeName, Lifetimes } from '#lib/strategies/lifetimes.ts'
import { call } from '#app/_data/call.ts'
import { redraw } from '#app/_data/redrawing.tsx'
import { anything } from '#app/_data/shape.ts'
import { Options } from '#app/_ui/options.tsx'

/** What the sliders stand at: from watching it to a quarter of a year, in seconds. */
const steps = [
  10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 604_800,
  2_592_000,
]

const sliders = [
  { name: 'accessTtl', label: 'Access token' },
  { name: 'tokenTtl', label: 'Single token' },
  { name: 'cacheTtl', label: 'Cached session' },
  { name: 'idleTtl', label: 'Rest' },
  { name: 'sessionTtl', label: 'Session' },
] as const satisfies readonly { name: LifetimeName; label: string }[]

const nearest = (seconds: number): number => {
  const found = steps.findIndex((step) => step >= seconds)
  return found < 0 ? steps.length - 1 : found
}

/** The lifetimes of the workspace: what is dragged here is saved, and everything is measured anew. */
export function LifetimeSliders({
  lifetimes,
  presets,
  onChanged,
}: {
  lifetimes: Lifetimes
  presets: readonly { id: string; title: string; lifetimes: Lifetimes }[]
  onChanged(): void
}) {
  const [failure, setFailure] = useState<string | null>(null)
  const [dragged, setDragged] = useState<Partial<Record<LifetimeName, number>>>({})
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  async function save(body: Partial<Lifetimes>) {
    const result = await call('PATCH', '/api/workspace/settings', anything, { body })
    setDragged({})
    setFailure(result.ok ? null : (result.errors[0]?.message ?? result.detail))
    if (!result.ok) return
    onChanged()
    redraw()
  }
  const drag = (name: LifetimeName, step: number) => {
    const seconds = steps[step] ?? lifetimes[name]
    setDragged({ [name]: seconds })
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save({ [name]: seconds }), 250)
  }
  const inForce = presets.find((preset) =>
    Object.entries(preset.lifetimes).every(
      ([name, seconds]) => lifetimes[name as LifetimeName] === seconds,
    ),
  )
  return (
    <div className="panel mt-1 grid gap-3 p-4">
      <label className="w-fit text-sm">
        Lifetimes of
        <select
          className="field mt-1"
          value={inForce?.id ?? ''}
          onChange={({ target }) => {
            const chosen = presets.find(({ id }) => id === target.value)
            if (chosen) void save(chosen.lifetimes)
          }}
        >
          {!inForce && <option value="">your own</option>}
          <Options of={presets} />
        </select>
      </label>
      <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2 lg:grid-cols-5">
        {sliders.map(({ name, label }) => {
          const seconds = dragged[name] ?? lifetimes[name]
          return (
            <label key={name} className="text-sm">
              {label}: <span className="font-mono">{readable(seconds)}</span>
              <input
                type="range"
                className="block h-6 w-full accent-accent"
                min={0}
                max={steps.length - 1}
                step={1}
                value={nearest(seconds)}
                aria-valuetext={readable(seconds)}
                onChange={({ target }) => drag(name, Number(target.value))}
              />
            </label>
          )
        })}
      </div>
      <output className="text-sm">
        {failure ? (
          <span className="text-in">Not changed: {failure}</span>
        ) : (
          <span className="text-soft">
            Saved at once to your workspace, and measured anew. A run that was under way ends.
          </span>
        )}
      </output>
    </div>
  )
}

import type { Named } from '#lib/evidence/named.ts'
import { NextStep } from '#app/_ui/next-step.tsx'
import { stopAfter, titleOf } from '../walk.ts'

/** The next story: that of the walk, where this one is on it. */
export function GoOn({ id, otherwise }: { id: string; otherwise: Named | undefined }) {
  const stop = stopAfter(id)
  if (stop) {
    return (
      <NextStep href={`/scenarios/${stop.id}`} title={titleOf(stop.id)}>
        {stop.why}
      </NextStep>
    )
  }
  if (!otherwise) return null
  return (
    <NextStep href={`/scenarios/${otherwise.id}`} title={otherwise.title}>
      Another story.
    </NextStep>
  )
}

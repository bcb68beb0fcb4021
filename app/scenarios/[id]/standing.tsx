import { Played } from '../played.tsx'
import { levelOf, stopAt, walk } from '../walk.ts'

/** How hard a story is, where it is on the walk, and whether it was played. */
export function Standing({ id }: { id: string }) {
  const stop = stopAt(id)
  return (
    <p className="mt-1 flex flex-wrap gap-x-3 text-sm text-soft">
      <span>{levelOf(id)}</span>
      {stop && (
        <span>
          {walk.indexOf(stop) + 1} of {walk.length} in the order to walk in
        </span>
      )}
      <Played story={id} />
    </p>
  )
}

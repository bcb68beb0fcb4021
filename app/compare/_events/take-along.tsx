import { Suspense, type ComponentProps } from 'react'
import { late } from '#app/_ui/late.tsx'

const Exports = late(() => import('./exports.tsx').then((m) => m.Exports))

/** Room for the exports, which come with the first cells: before them there is nothing to take along. */
export const TakeAlong = ({
  isEmpty,
  write,
}: ComponentProps<typeof Exports> & { isEmpty: boolean }) => (
  <div className="min-h-9 min-w-72">
    {!isEmpty && (
      <Suspense>
        <Exports write={write} />
      </Suspense>
    )}
  </div>
)

import type { ReactNode } from 'react'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'

/** The table of what each event does to a strategy, wherever it was measured. */
export const EventFrame = ({ measured, children }: { measured: string; children: ReactNode }) => (
  <ScrollRegion label="Events, promises and evidence" className="mt-1">
    <table className="table min-w-3xl">
      <thead>
        <tr>
          <th scope="col">Event</th>
          <th scope="col">Promised: a stolen copy stops</th>
          <th scope="col">{measured}</th>
          <th scope="col">Also hit</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </ScrollRegion>
)

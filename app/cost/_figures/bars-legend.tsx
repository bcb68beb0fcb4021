import type { ReactNode } from 'react'
import { Break, fills, outlines } from './bar-looks.tsx'

/** What the marks of the bars mean. */
export const BarsLegend = () => (
  <ul className="label mt-2 flex flex-wrap gap-x-5 gap-y-1">
    <Sample says="a strategy of the lab">
      <i className={`h-3 w-5 rounded-xs ${fills.ours}`} />
    </Sample>
    <Sample says="another library">
      <i className={`h-3 w-5 rounded-xs ${fills.peer}`} />
    </Sample>
    <Sample says="a floor by itself">
      <i className={`h-3 w-5 rounded-xs ${fills.floor}`} />
    </Sample>
    <Sample says="outline: a new one">
      <i className={`h-3 w-5 rounded-xs border ${outlines.ours}`} />
    </Sample>
    <Sample says="line: the floor of a check">
      <i className="h-3 w-0.5 bg-ink" />
    </Sample>
    <Sample says="broken off: beyond the scale">
      <i className={`relative h-3 w-10 rounded-xs ${fills.peer}`}>
        <Break />
      </i>
    </Sample>
    <li>
      <span aria-hidden>–</span> not measured
    </li>
  </ul>
)

const Sample = ({ says, children }: { says: string; children: ReactNode }) => (
  <li className="inline-flex items-center gap-1.5">
    <span aria-hidden className="measured-bar inline-flex">
      {children}
    </span>
    {says}
  </li>
)

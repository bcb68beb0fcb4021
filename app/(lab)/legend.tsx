import { Terms } from '#app/_ui/terms.tsx'

/** What the marks of the chart mean. */
export const Legend = () => (
  <figcaption className="label mt-3 flex flex-wrap gap-x-5 gap-y-1 border-t border-line pt-2">
    <Terms>
      <span className="inline-flex items-center gap-1.5">
        <i aria-hidden className="chart-sample h-2 w-5 rounded-xs bg-(--mark-in)/40" />
        measured on this server, with a tick for each knock
      </span>
      <span className="inline-flex items-center gap-1.5">
        <i aria-hidden className="chart-sample h-2 w-5 rounded-xs bg-(--mark-in)" />
        live: let in so far
      </span>
      <span className="inline-flex items-center gap-1.5">
        <i aria-hidden className="size-2 rotate-45 border border-ink" />
        promised by then
      </span>
      <span>The axis is logarithmic; reads are those of an accepted request.</span>
    </Terms>
  </figcaption>
)

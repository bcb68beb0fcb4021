import type { ReactNode } from 'react'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'

/** Code with line numbers that are not copied along. */
export const CodeFrame = ({
  caption,
  label,
  numbers,
  children,
}: {
  caption: ReactNode
  label: string
  /** One a line. */
  numbers: string
  children: ReactNode
}) => (
  <figure>
    <figcaption className="mb-2 text-sm text-soft">{caption}</figcaption>
    <ScrollRegion label={label} className="max-h-[70vh] overflow-y-auto print:max-h-none">
      {/* Two texts, not an element a line: the page is awake sooner. */}
      <div className="flex w-max py-3 text-[13px] leading-5 print:text-[7pt] print:leading-[10pt]">
        <pre aria-hidden className="w-12 shrink-0 pr-4 text-right text-soft select-none">
          {numbers}
        </pre>
        <pre className="pr-4">{children}</pre>
      </div>
    </ScrollRegion>
  </figure>
)

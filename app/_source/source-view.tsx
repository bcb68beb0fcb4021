import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import type { Source } from './source.ts'

/** The code as it runs, with line numbers that are not copied along. */
export function SourceView({ source: { file, text } }: { source: Source }) {
  const lines = text.trimEnd().split('\n')
  return (
    <figure>
      <figcaption className="mb-2 text-sm text-soft">
        <code>{file}</code>, {lines.length} lines
      </figcaption>
      <ScrollRegion
        label={`Source of ${file}`}
        className="max-h-[70vh] overflow-y-auto print:max-h-none"
      >
        {/* Two texts, not an element a line: the page is awake sooner. */}
        <div className="flex w-max py-3 text-[13px] leading-5">
          <pre aria-hidden className="w-12 shrink-0 pr-4 text-right text-soft select-none">
            {lines.map((_, at) => at + 1).join('\n')}
          </pre>
          <pre className="pr-4">
            <code className="text-[1em]">{lines.join('\n')}</code>
          </pre>
        </div>
      </ScrollRegion>
    </figure>
  )
}

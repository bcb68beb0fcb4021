import type { ReactNode } from 'react'
import { CodeFrame } from './code-frame.tsx'
import { coreOf } from './core.ts'
import { markup, tokensOf } from './highlight.ts'
import type { Source } from './source.ts'

interface Lines {
  /** Counted from 1; both belong to it. */
  from: number
  to: number
}

/** What stands between two parts of a file. */
const GAP = '\u22ef'

/** Code in colours, made on the server: a page that shows it sends nothing for it. */
export function Highlighted({
  source: { file, text },
  caption,
  label = `Source of ${file}`,
  id,
  parts,
}: {
  source: Source
  caption?: ReactNode
  label?: string
  id?: string
  /** Parts of the file alone, in their order. */
  parts?: readonly Lines[]
}) {
  const whole = text.trimEnd()
  const lines = whole.split('\n')
  const tokens = tokensOf(file, whole)
  const startOf = (line: number) => lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
  const shown = parts ?? [{ from: 1, to: lines.length }]
  const html = shown.map(({ from, to }) =>
    markup(whole, tokens, startOf(from), startOf(to) + (lines[to - 1] ?? '').length),
  )
  const numbers = shown.map(({ from, to }) =>
    Array.from({ length: to - from + 1 }, (_, at) => from + at).join('\n'),
  )
  return (
    <CodeFrame
      caption={
        caption ?? (
          <>
            <code>{file}</code>, {lines.length} lines
          </>
        )
      }
      label={label}
      numbers={numbers.join(`\n${GAP}\n`)}
    >
      {/* One text for React, and not a thousand elements to go through. It is our own source, escaped. */}
      <code
        {...(id && { id })}
        className="text-[1em]"
        dangerouslySetInnerHTML={{ __html: html.join(`\n${GAP}\n`) }}
      />
    </CodeFrame>
  )
}

/** The lines that decide, before all that they stand among. */
export const Core = ({ source }: { source: Source }) => (
  <div className="space-y-4">
    {coreOf(source.file, source.text).map(({ title, parts }) => (
      <Highlighted
        key={title}
        source={source}
        parts={parts}
        label={title}
        caption={<span className="font-medium text-ink">{title}</span>}
      />
    ))}
  </div>
)

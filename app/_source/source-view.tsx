import { CodeFrame } from './code-frame.tsx'
import type { Source } from './source.ts'

/** The code as it runs, in one colour: for where it is fetched, and no highlighter is sent along. */
export function SourceView({ source: { file, text } }: { source: Source }) {
  const lines = text.trimEnd().split('\n')
  return (
    <CodeFrame
      caption={
        <>
          <code>{file}</code>, {lines.length} lines
        </>
      }
      label={`Source of ${file}`}
      numbers={lines.map((_, at) => at + 1).join('\n')}
    >
      <code className="text-[1em]">{lines.join('\n')}</code>
    </CodeFrame>
  )
}

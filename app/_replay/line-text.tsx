import { Icon } from '#app/_ui/icon.tsx'
import type { Line } from './line.ts'

/** A sentence, and what the server answered. */
export function LineText({ line: { text, answer } }: { line: Line }) {
  return (
    <>
      {text}
      {answer ? ': ' : '.'}
      {answer && (
        <span className="inline-flex items-center gap-1 font-medium">
          <Icon
            size={14}
            name={answer.accepted ? 'lock-open' : 'shield-check'}
            className="shrink-0"
          />
          {answer.words}.
        </span>
      )}
    </>
  )
}

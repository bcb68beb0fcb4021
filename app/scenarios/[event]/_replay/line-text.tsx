import { LockOpen, ShieldCheck } from 'lucide-react'
import type { Line } from './tell.ts'

/** A sentence, and what the server answered. */
export function LineText({ line: { text, answer } }: { line: Line }) {
  const Icon = answer?.accepted ? LockOpen : ShieldCheck
  return (
    <>
      {text}
      {answer ? ': ' : '.'}
      {answer && (
        <span className="inline-flex items-center gap-1 font-medium">
          <Icon size={14} aria-hidden className="shrink-0" />
          {answer.words}.
        </span>
      )}
    </>
  )
}

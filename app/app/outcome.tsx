import type { Failure } from '#app/_data/call.ts'

/** What came of pressing a button: said, and announced. */
export type Answer = { good: string } | Failure | null

export function Outcome({ answer }: { answer: Answer }) {
  return (
    <output className="mt-2 block min-h-5 text-sm">
      {answer &&
        ('good' in answer ? (
          <span className="text-blocked">{answer.good}</span>
        ) : (
          <span className="text-in">
            {answer.errors.map(({ message }) => message).join('; ') || answer.detail} (
            <code>{answer.code}</code>)
          </span>
        ))}
    </output>
  )
}

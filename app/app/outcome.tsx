import type { Failure } from '#app/_data/call.ts'

/** What came of pressing a button: said, and announced. */
export type Told = { good: string } | Failure | null

export function Outcome({ told }: { told: Told }) {
  return (
    <output className="mt-2 block min-h-5 text-sm">
      {told &&
        ('good' in told ? (
          <span className="text-blocked">{told.good}</span>
        ) : (
          <span className="text-in">
            {told.errors.map(({ message }) => message).join('; ') || told.detail} (
            <code>{told.code}</code>)
          </span>
        ))}
    </output>
  )
}

import { labelOf, questions, type Answers, type QuestionId } from '#lib/choose/questions.ts'
import { Link } from '#app/_ui/link.tsx'

/** What was answered so far, each to be asked again. */
export function Given({ answers, ids }: { answers: Partial<Answers>; ids: readonly QuestionId[] }) {
  if (ids.length === 0) return null
  return (
    <dl className="mt-4 grid max-w-3xl gap-x-6 gap-y-1 border-t border-line pt-3 text-sm">
      {ids.map((id) => (
        <div key={id} className="flex flex-wrap gap-x-2">
          <dt className="text-soft">{questions[id].title}</dt>
          <dd>
            {labelOf(id, answers[id] ?? '')}.{' '}
            <Link href={without(answers, id)}>
              Change<span className="sr-only"> the answer to: {questions[id].title}</span>
            </Link>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The address that asks a question again, and keeps the other answers. */
function without(answers: Partial<Answers>, asked: QuestionId): string {
  const kept = Object.entries(answers).filter(([id]) => id !== asked)
  return `/choose?${new URLSearchParams(kept).toString()}`
}

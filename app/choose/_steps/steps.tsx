import { questionIds, questions, type Answers, type QuestionId } from '#lib/choose/questions.ts'
import { stillMeeting } from '#lib/choose/recommend.ts'
import { stacks } from '#lib/choose/stacks.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { Link } from '#app/_ui/link.tsx'
import { declaredCandidates as candidates } from '../_candidates/declared.ts'
import { Given } from './given.tsx'

/** The first question without an answer; each answer is a press, and a place in the history. */
export function Steps({ answers }: { answers: Partial<Answers> }) {
  const at = questionIds.find((id) => answers[id] === undefined) ?? 'ban'
  const options = Object.entries<{ label: string; hint?: string }>(questions[at].options)
  const given = questionIds.filter((id) => answers[id] !== undefined)
  const left = stillMeeting(answers, candidates)
  return (
    <form action="/choose">
      <p className="label">
        Which session should I use? Question {questionIds.indexOf(at) + 1} of {questionIds.length}
      </p>
      <h1 className="mt-1 max-w-3xl text-[32px] leading-10 sm:text-[40px] sm:leading-12">
        {questions[at].title}
      </h1>
      {given.map((id) => (
        <input key={id} type="hidden" name={id} value={answers[id]} />
      ))}
      <ul
        className={`mt-4 grid max-w-3xl gap-2 ${options.length > 4 ? 'grid-cols-2' : 'sm:grid-cols-2'}`}
      >
        {options.map(([option, { label, hint }]) => (
          <li key={option}>
            <Choice name={at} value={option} label={label} {...(hint && { hint })} />
          </li>
        ))}
      </ul>
      <p className="mt-4 text-sm text-soft" data-left={left}>
        {given.length === 0
          ? `${candidates.length} strategies to choose from.`
          : `${left} of ${candidates.length} strategies meet your answers so far.`}
      </p>
      <Given answers={answers} ids={given} />
      {given.length === 0 && <Stacks />}
    </form>
  )
}

function Choice({
  name,
  value,
  label,
  hint,
}: {
  name: QuestionId
  value: string
  label: string
  hint?: string
}) {
  return (
    <button
      name={name}
      value={value}
      className="button group h-full min-h-13 w-full justify-between px-4 py-2 text-left"
    >
      <span>
        <span className="block text-base">{label}</span>
        {hint && <span className="label block font-normal">{hint}</span>}
      </span>
      <Icon name="chevron-right" className="shrink-0 text-soft" />
    </button>
  )
}

/** For whoever came to look at what they have. */
const Stacks = () => (
  <nav aria-labelledby="stacks" className="mt-8 border-t border-line pt-4">
    <h2 id="stacks" className="text-base">
      Or see how long a banned user stays in with what you run
    </h2>
    <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
      {stacks.map(({ id, title }) => (
        <li key={id}>
          <Link href={`/choose/${id}`} className="inline-flex min-h-7 items-center">
            {title}
          </Link>
        </li>
      ))}
    </ul>
  </nav>
)

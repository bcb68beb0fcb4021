import { questionIds, questions, type Answers } from '#lib/choose/questions.ts'
import { Link } from '#app/_ui/link.tsx'

/** All five answers at once, to be tried otherwise. */
export const YourAnswers = ({ answers }: { answers: Answers }) => (
  <form
    action="/choose"
    aria-labelledby="your-answers"
    className="panel unprinted content-start self-start p-4"
  >
    <h2 id="your-answers" className="text-base">
      Your answers
    </h2>
    {questionIds.map((id) => (
      <label key={id} className="mt-3 block text-sm">
        {questions[id].title}
        <select name={id} defaultValue={answers[id]} key={answers[id]} className="field mt-1">
          {Object.entries<{ label: string }>(questions[id].options).map(([option, { label }]) => (
            <option key={option} value={option}>
              {label}
            </option>
          ))}
        </select>
      </label>
    ))}
    <p className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
      <button className="button">Answer again</button>
      <Link href="/choose">From the start</Link>
    </p>
  </form>
)

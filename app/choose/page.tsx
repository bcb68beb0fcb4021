import type { Metadata } from 'next'
import { after } from 'next/server'
import { answersIn, isComplete, questionIds } from '#lib/choose/questions.ts'
import { recommend } from '#lib/choose/recommend.ts'
import { Notice } from '#app/_ui/notice.tsx'
import { Answer } from './_answer/answer.tsx'
import { measuredCandidates } from './_candidates/measured.ts'
import { Steps } from './_steps/steps.tsx'
import type { Query } from '#app/_data/query.ts'

interface Props {
  searchParams: Promise<Query>
}

const about =
  'Five questions, one recommendation: what it promises, what it costs and what to beware of, each as measured here.'

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const answers = answersIn(await searchParams)
  if (!isComplete(answers)) return { title: 'Choose', description: about }
  const { first } = recommend(answers, await measuredCandidates())
  return { title: `Choose: ${first.declared.title}`, description: about }
}

/** One question after the other, then the answer to all of them: all of it is in the address. */
export default async function ChoosePage({ searchParams }: Props) {
  const query = await searchParams
  const answers = answersIn(query)
  if (isComplete(answers)) return <Answer answers={answers} />
  // By the time all questions are answered, what the answer is made of has been measured.
  after(measuredCandidates)
  return (
    <>
      {questionIds.some((id) => query[id] !== undefined && answers[id] === undefined) && (
        <div className="mb-4">
          <Notice kind="error" title="The address has an answer that no question offers.">
            This is the first question that is without one.
          </Notice>
        </div>
      )}
      <Steps answers={answers} />
    </>
  )
}

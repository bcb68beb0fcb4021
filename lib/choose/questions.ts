import { stacks } from './stacks.ts'

/** What somebody has to say before a strategy can be recommended, in the order in which it is asked. */

interface Option {
  label: string
  /** What it is meant for, in a few words. */
  hint?: string
}

interface Question<Name extends string = string> {
  title: string
  options: Readonly<Record<Name, Option>>
}

const question = <const Name extends string>(
  title: string,
  options: Record<Name, Option>,
): Question<Name> => ({ title, options })

/** Products that somebody can be running, by id. */
const running = Object.fromEntries(
  stacks.filter(({ isProduct }) => isProduct).map(({ id, title }) => [id, { label: title }]),
)

export const questions = {
  ban: question('Must a ban hold at once?', {
    now: { label: 'Yes, at the next request', hint: 'Money, moderation, rights of an operator' },
    seconds: { label: 'Within seconds', hint: 'Two seconds do no harm, ten would' },
    minutes: { label: 'Within five minutes', hint: 'Most applications can wait that long' },
    later: { label: 'When the session runs out', hint: 'Nothing is at stake until then' },
  }),
  devices: question('Do people see and end their devices?', {
    each: { label: 'Yes, each device by itself', hint: 'A list, with a button for each' },
    all: { label: 'They can log out everywhere', hint: 'One button for all devices' },
    no: { label: 'No', hint: 'Log out is about this device' },
  }),
  store: question('How far is the store, and how many services check?', {
    near: { label: 'One application, the store is near', hint: 'A read takes a millisecond' },
    far: { label: 'One application, the store is far', hint: 'Another region, or the edge' },
    many: { label: 'Many services check by themselves', hint: 'None of them reaches the store' },
    none: { label: 'There is no store', hint: 'Nothing is kept on the server' },
  }),
  clients: question('Browsers only, or other clients?', {
    browsers: { label: 'Browsers only', hint: 'Cookies that no script can read' },
    other: { label: 'Other clients as well', hint: 'Apps and tools that send a bearer token' },
  }),
  today: question('What do you run today?', {
    nothing: { label: 'Nothing yet' },
    sessions: { label: 'Sessions of my own' },
    tokens: { label: 'JWTs of my own' },
    ...running,
  }),
} satisfies Record<string, Question>

export type QuestionId = keyof typeof questions
export const questionIds = Object.keys(questions) as QuestionId[]

type Named<Id extends QuestionId> = Extract<keyof (typeof questions)[Id]['options'], string>

/** By question. What is run today is the id of a stack, or one of the lab's own words. */
export type Answers = { [Id in Exclude<QuestionId, 'today'>]: Named<Id> } & { today: string }

/** The answers that a query has: one that does not exist is none. */
export function answersIn(query: Readonly<Record<string, unknown>>): Partial<Answers> {
  const given = questionIds.flatMap((id) => {
    const value = query[id]
    return typeof value === 'string' && Object.hasOwn(questions[id].options, value)
      ? [[id, value] as const]
      : []
  })
  return Object.fromEntries(given)
}

export const isComplete = (answers: Partial<Answers>): answers is Answers =>
  questionIds.every((id) => answers[id] !== undefined)

/** What was answered, as the question offers it. */
export const labelOf = (id: QuestionId, answer: string): string => {
  const options: Readonly<Record<string, Option>> = questions[id].options
  return options[answer]?.label ?? answer
}

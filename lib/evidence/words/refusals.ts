import { problems } from '../../kernel/problem.ts'

const isProblem = (code: string): code is keyof typeof problems => code in problems

/** Why a credential was refused, for people. */
export const refusalWords = (code: string): string =>
  isProblem(code) ? problems[code].title : code

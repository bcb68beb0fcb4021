import { readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import type { TestCase, TestError } from '@playwright/test/reporter'

/** What the report wants to know of one test: as little of Playwright as will do. */
export interface PlayedTest {
  title: string
  project: string
  file: string
  annotations: readonly { type: string; description?: string }[]
  /** One for each attempt; none when the test was never begun. */
  attempts: readonly Attempt[]
}

export interface Attempt {
  status: 'passed' | 'failed' | 'timedOut' | 'skipped' | 'interrupted'
  errors: readonly string[]
  attachments: readonly { name: string; text: () => string; path: string | null }[]
  durationMs: number
}

export const playedTest = (test: TestCase): PlayedTest => ({
  title: test.titlePath().slice(3).join(' '),
  project: test.parent.project()?.name ?? '',
  file: test.location.file.replaceAll('\\', '/'),
  annotations: test.annotations,
  attempts: test.results.map((result) => ({
    status: result.status,
    errors: result.errors.map(messageOf),
    attachments: result.attachments.map(({ name, body, path }) => ({
      name,
      text: () => body?.toString('utf8') ?? (path ? readFileSync(path, 'utf8') : ''),
      path: path ?? null,
    })),
    durationMs: result.duration,
  })),
})

/** The first paragraph of what an error says, without colours: the rest is the trace's. */
export function messageOf({ message, value }: Pick<TestError, 'message' | 'value'>): string {
  const text = stripVTControlCharacters(message ?? value ?? 'an error without a message')
  return (text.trim().split(/\n\s*\n/)[0] ?? '').replaceAll(/\s*\n\s*/g, ' ').slice(0, 400)
}

import { z } from 'zod'
import type { Attack } from '#lib/scenarios/attacks/attack.ts'
import { keptRunSchema, type ReportCell } from '#lib/evidence/attack-report.ts'
import { faultsOf } from './faults.ts'
import type { Attempt, PlayedTest } from './played.ts'

/** What a test of an attack attaches, under the name `attack`. */
const attachedSchema = z.object({
  attack: z.string(),
  strategy: z.string(),
  runs: z.array(keptRunSchema),
  broken: z.array(z.string()),
})

type KnownAttack = Pick<Attack, 'id' | 'title' | 'media'>

/** What there is to be played. */
interface Known {
  attacks: readonly KnownAttack[]
  strategies: readonly { id: string }[]
}

interface Collected {
  cells: ReportCell[]
  /** What failed and is no cell. */
  errors: string[]
  /** Where the browser's traces lie until they are copied, by cell. */
  traces: Map<ReportCell, string>
}

/** Turns tests into cells. With `whole`, every attack on every strategy has to be among them. */
export function collect(
  tests: readonly PlayedTest[],
  known: Known,
  { whole }: { whole: boolean },
): Collected {
  const collected: Collected = { cells: [], errors: [], traces: new Map() }
  for (const test of tests.filter(isOfAttack)) addTest(collected, test, known)
  if (!whole) return collected
  for (const { id: attack } of known.attacks) {
    for (const { id: strategy } of known.strategies) {
      if (!findCell(collected, { attack, strategy })) {
        collected.cells.push(
          notRun({ attack, strategy }, 'It was not run: there was no test of it.'),
        )
      }
    }
  }
  return collected
}

const attachmentOf = (attempt: Attempt | undefined, name: string) =>
  attempt?.attachments.findLast((attachment) => attachment.name === name)

const isOfAttack = ({ file, attempts }: PlayedTest) =>
  /(^|\/)e2e\/attacks\//.test(file) || attempts.some((one) => attachmentOf(one, 'attack'))

const findCell = ({ cells }: Collected, { attack, strategy }: Place) =>
  cells.find((cell) => cell.attack === attack && cell.strategy === strategy)

type Place = Pick<ReportCell, 'attack' | 'strategy'>

const notRun = (place: Place, why: string): ReportCell => ({
  ...place,
  runs: [],
  broken: [why],
  notRun: true,
  trace: null,
  durationMs: 0,
})

function addTest(collected: Collected, test: PlayedTest, known: Known): void {
  const last = test.attempts.at(-1)
  const attached = read(last)
  const failure = failureOf(test, attached)
  const place = attached.value ?? placeOf(test, known)
  if (!place) {
    if (failure) collected.errors.push(`${test.title}: ${failure}`)
    return
  }
  const { attack, strategy } = place
  const isBegun = last && last.status !== 'skipped' && last.status !== 'interrupted'
  if (!attached.found && !isBegun) {
    const why = last ? `It was not run: ${last.status}.` : 'It was not run.'
    if (!findCell(collected, place)) collected.cells.push(notRun({ attack, strategy }, why))
    return
  }
  const runs = attached.value?.runs ?? []
  // Of a test that failed, what is missing goes without saying.
  const own = faultsOf(place, runs, failure ? [] : mediaOf(attack, known))
  const told = attached.value?.broken ?? []
  const fresh: ReportCell = {
    attack,
    strategy,
    runs,
    broken: [...(failure ? [failure] : []), ...(told.length > 0 ? told : own)],
    trace: null,
    durationMs: test.attempts.reduce((sum, { durationMs }) => sum + durationMs, 0),
  }
  const trace = attachmentOf(last, 'trace')?.path
  const cell = put(collected, fresh)
  if (trace) collected.traces.set(cell, trace)
}

/** A test that was repeated: the last one shows, and nothing that went wrong is forgotten. */
function put(collected: Collected, fresh: ReportCell): ReportCell {
  const earlier = findCell(collected, fresh)
  if (!earlier) {
    collected.cells.push(fresh)
    return fresh
  }
  const broken = [...new Set([...earlier.broken, ...fresh.broken])]
  return Object.assign(earlier, { ...fresh, broken, notRun: false })
}

interface Attached {
  found: boolean
  value: z.infer<typeof attachedSchema> | null
  /** Why it cannot be read. */
  problem: string | null
}

function read(attempt: Attempt | undefined): Attached {
  const attachment = attachmentOf(attempt, 'attack')
  if (!attachment) return { found: false, value: null, problem: null }
  try {
    const value = attachedSchema.parse(JSON.parse(attachment.text()))
    return { found: true, value, problem: null }
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    return { found: true, value: null, problem: `What the test attached cannot be read: ${line}` }
  }
}

/** What is wrong with the test, rather than with what it found out. */
function failureOf({ attempts }: PlayedTest, { value, problem }: Attached): string | null {
  const last = attempts.at(-1)
  if (!last) return null
  if (problem) return problem
  const said = last.errors[0] ?? last.status
  if (!value) {
    return last.status === 'passed'
      ? 'The test passed without saying what came of the attack.'
      : `The test ended before the attack came to anything: ${said}`
  }
  if (last.status !== 'passed') {
    // A test that fails because of what it found out has said so already.
    return last.status === 'failed' && value.broken.length > 0 ? null : `The test failed: ${said}`
  }
  const earlier = attempts.slice(0, -1).find(({ status }) => status !== 'passed')
  return earlier ? `It passed only when it was tried again: ${earlier.errors[0] ?? ''}` : null
}

const mediaOf = (id: string, { attacks }: Known) =>
  attacks.find((attack) => attack.id === id)?.media ?? []

/** Which cell a test would have filled that never got to say so. */
function placeOf({ title, project, annotations }: PlayedTest, known: Known): Place | null {
  const annotated = (type: string) => annotations.find((one) => one.type === type)?.description
  const attack = annotated('attack') ?? longestIn(title, known.attacks)
  if (attack === undefined) return null
  const strategy = annotated('strategy') ?? longestIn(project, known.strategies)
  return { attack, strategy: strategy ?? longestIn(title, known.strategies) ?? project }
}

/** Whom a text names, by id or title. The longest: one id may be the beginning of another. */
function longestIn(
  text: string,
  candidates: readonly { id: string; title?: string }[],
): string | undefined {
  const words = new Set(text.split(/[^\w-]+/))
  const names = (end: string | undefined) => end !== undefined && text.endsWith(end)
  return candidates
    .filter(({ id, title }) => words.has(id) || names(`-${id}`) || names(title))
    .map(({ id }) => id)
    .toSorted((a, b) => b.length - a.length)[0]
}

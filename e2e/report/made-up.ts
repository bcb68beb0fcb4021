import type { Registered } from '#lib/evidence/summary.ts'
import { media } from '#lib/evidence/names.ts'
import { groups, type Attack, type Group } from '#lib/scenarios/attacks/attack.ts'
import type { AttackReport, ReportCell } from '#lib/evidence/attack-report.ts'
import { requirements, type RequirementId } from '#lib/scenarios/attacks/requirements.ts'
import type { PlayedTest } from './played.ts'

/** Runs that nobody played, for the tests of the report. */

type Run = ReportCell['runs'][number]

export const registeredOf = (attacks: readonly string[], strategies: readonly string[]) =>
  ({
    attacks: attacks.map(attackOf),
    strategies: strategies.map((id) => ({ id, title: id })),
    groups,
    requirements,
  }) satisfies Registered

const groupIds = Object.keys(groups).filter((id): id is Group => id in groups)
const spoken: readonly RequirementId[] = ['asvs-7.4.1', 'asvs-7.4.2', 'wstg-sess-06']

function attackOf(id: string, at: number): Attack {
  return {
    id,
    group: groupIds[at % groupIds.length] ?? 'replay',
    file: 'made-up.ts',
    tags: ['@made-up'],
    title: `The attack called ${id.replaceAll('-', ' ')}`,
    story: 'The owner does something, and the thief does something else about it, twice.',
    media,
    requirements: spoken.slice(0, 1 + (at % 3)),
    ...(at % 5 === 0 && { oneSided: 'No strategy here tells one from the other.' }),
    predict: () => 'works',
    play: async () => ({ works: true, says: '' }),
  }
}

export function runOf(changes: Partial<Run> = {}, steps = 2): Run {
  const works = changes.works ?? true
  return {
    attack: 'one',
    strategy: 'weak',
    medium: 'process',
    predicted: works ? 'works' : 'fails',
    works,
    says: works ? 'The copy still opens the door.' : 'The copy is refused.',
    broken: false,
    steps: Array.from({ length: steps }, (_, at) => ({
      at: at - 1,
      actor: 'thief',
      action: 'asks who it is',
      outcome: {
        accepted: works,
        reason: works ? null : 'session-ended',
        role: works ? 'member' : null,
        reads: 1,
        writes: 0,
        micros: 321,
        bytes: 412,
      },
    })),
    ms: 12,
    ...changes,
  }
}

/** A run on every medium, all to the same end. */
export const runsOf = (changes: Partial<Run> = {}, steps = 2): Run[] =>
  media.map((medium) => runOf({ ...changes, medium }, steps))

export function cellOf(changes: Partial<ReportCell> = {}): ReportCell {
  const { attack = 'one', strategy = 'weak' } = changes
  const runs = changes.runs ?? runsOf({ attack, strategy })
  return { attack, strategy, runs, broken: [], trace: null, durationMs: 40, ...changes }
}

export const reportOf = (
  cells: ReportCell[],
  changes: Partial<AttackReport> = {},
): AttackReport => ({
  format: 1,
  at: '2026-07-01T10:00:00.000Z',
  commit: 'abc1234',
  seed: 'made-up',
  environment: { node: '24.0.0', browser: 'Chromium 150', system: 'linux x64', workers: 2 },
  durationMs: 61_000,
  cells,
  ...changes,
})

type Attempt = PlayedTest['attempts'][number]

/** A test that passed and attached what came of it. */
export function testOf(
  attached: unknown,
  changes: Partial<PlayedTest> = {},
  attempt: Partial<Attempt> = {},
): PlayedTest {
  const attachment = { name: 'attack', text: () => JSON.stringify(attached), path: null }
  return {
    title: 'one',
    project: 'weak',
    file: '/somewhere/e2e/attacks/attacks.spec.ts',
    annotations: [],
    attempts: [
      {
        status: 'passed',
        errors: [],
        attachments: attached === undefined ? [] : [attachment],
        durationMs: 40,
        ...attempt,
      },
    ],
    ...changes,
  }
}

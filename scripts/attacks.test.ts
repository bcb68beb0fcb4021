import { describe, expect, it } from 'vitest'
import { attacks } from '#lib/scenarios/attacks/catalogue.ts'
import { strategies } from '#lib/sessions/registry.ts'
import { cellOf, reportOf, runsOf } from '../e2e/report/made-up.ts'
import { conclude, plan } from './attacks.ts'

describe('what is asked of Playwright', () => {
  it('is everything, into the usual folder, where nothing else is asked', () => {
    expect(plan([])).toEqual({
      command: ['test', 'e2e/attacks/', '--reporter=./e2e/report/reporter.ts'],
      folder: 'evidence/attacks',
      whole: true,
      plays: true,
      env: { ATTACKS_FOLDER: 'evidence/attacks', ATTACKS_WHOLE: '1' },
    })
    expect(plan(['--workers=1', '--trace', 'on'])).toMatchObject({ whole: true })
  })

  it.each([
    ['--project=cookie-session'],
    ['--project', 'a', 'b'],
    ['-g', 'xss'],
    ['--grep=xss'],
    ['--last-failed'],
  ])('is a part, beside the last whole run: %s %s %s', (...asked) => {
    const { command, folder, whole } = plan(asked)
    expect({ folder, whole }).toEqual({ folder: 'evidence/attacks-part', whole: false })
    expect(command.slice(2, -1)).toEqual(asked)
  })

  it.each([['--shard=2/3'], ['--shard', '2/3']])(
    'is a share without a report: %s %s',
    (...asked) => {
      const { command, folder, env } = plan(asked)
      expect(folder).toBeNull()
      expect(command.at(-1)).toBe('--reporter=dot,blob')
      expect(env).toEqual({ PLAYWRIGHT_BLOB_OUTPUT_FILE: 'blob-report/share-2-of-3.zip' })
    },
  )

  it('is the report of all shares, which have to make up the whole', () => {
    expect(plan(['--merge', 'blobs', '--out=here', '--reporter=html'])).toEqual({
      command: ['merge-reports', '--reporter=html,./e2e/report/reporter.ts', 'blobs'],
      folder: 'here',
      whole: true,
      plays: false,
      env: { ATTACKS_FOLDER: 'here', ATTACKS_WHOLE: '1' },
    })
  })

  it('is nothing when an option lacks its value', () => {
    expect(() => plan(['--out'])).toThrow('--out')
  })
})

describe('what a run comes to', () => {
  const [attack] = attacks
  const [strategy] = strategies
  if (!attack || !strategy) throw new Error('there is nothing to run')
  const place = { attack: attack.id, strategy: strategy.id }
  const good = cellOf({ ...place, runs: runsOf(place) })
  const codeOf = (code: number, ...cells: (typeof good)[]) =>
    conclude(code, reportOf(cells), null).code

  it('is good only where nothing is broken', () => {
    expect(codeOf(0, good)).toBe(0)
    expect(codeOf(1, good)).toBe(1)
    expect(codeOf(0, { ...good, broken: ['It works; the traits say otherwise.'] })).toBe(1)
    expect(codeOf(0, { ...good, runs: [], broken: ['It was not run.'], notRun: true })).toBe(1)
    expect(codeOf(0)).toBe(1)
  })

  it('is not good without a report', () => {
    expect(conclude(0, null, null)).toMatchObject({ code: 1 })
    expect(conclude(130, null, null)).toMatchObject({ code: 130 })
  })

  it('is told as a table, what changed and the sum', () => {
    const before = reportOf([cellOf({ ...place, runs: runsOf({ ...place, works: false }) })])
    const { text } = conclude(0, reportOf([good]), before)
    expect(text).toMatch(new RegExp(`^${attack.id} +WORKS$`, 'm'))
    expect(text).toContain(`CHANGED ${attack.id} on ${strategy.id}: was blocked, is works`)
    expect(text.split('\n').at(-1)).toContain('1 came out as predicted')
  })
})

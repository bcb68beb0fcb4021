import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { cellOf, reportOf } from '../e2e/report/made-up.ts'
import { codeOf, plan } from './attacks.ts'

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
      expect(env).toEqual({ PLAYWRIGHT_BLOB_OUTPUT_FILE: 'evidence/shares/2-of-3.zip' })
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
  const folder = mkdtempSync(join(tmpdir(), 'logout-lab-attacks-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const good = cellOf()
  const left = (...cells: (typeof good)[]) =>
    writeFileSync(join(folder, 'attacks.json'), JSON.stringify(reportOf(cells)))

  it('is good only where nothing is broken, whatever Playwright thought of it', () => {
    left(good)
    expect(codeOf(0, folder, 0)).toBe(0)
    expect(codeOf(1, folder, 0)).toBe(1)
    left(good, { ...good, broken: ['It works; the traits say that it is blocked.'] })
    expect(codeOf(0, folder, 0)).toBe(1)
    left(good, { ...good, runs: [], broken: ['It was not run.'], notRun: true })
    expect(codeOf(0, folder, 0)).toBe(1)
    left()
    expect(codeOf(0, folder, 0)).toBe(1)
  })

  it('is not good without a report of its own', () => {
    left(good)
    expect(codeOf(0, folder, Date.now() + 60_000)).toBe(1)
    expect(codeOf(0, join(folder, 'nowhere'), 0)).toBe(1)
    expect(codeOf(130, join(folder, 'nowhere'), 0)).toBe(130)
  })
})

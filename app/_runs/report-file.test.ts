import { lastOrSample, lastReport, readReportFile } from '#app/_runs/report-file.ts'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'logout-lab-reports-'))
vi.stubEnv('LAB_REPORTS', folder)
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

const file = join(folder, 'attacks.json')
const report = {
  format: 1,
  at: '2026-01-02T03:04:05.000Z',
  commit: 'abc1234',
  seed: 'seed',
  environment: { node: 'v24', browser: 'Chromium', system: 'linux', workers: 2 },
  durationMs: 1,
  cells: [],
}

it('tells what is there, and why what is there cannot be shown', async () => {
  expect(await readReportFile('last')).toEqual({ state: 'none', file })
  // One came with the lab. It takes the place of none that is there, and of none that is broken.
  expect(await lastOrSample()).toMatchObject({ isSample: true, run: { state: 'read' } })
  writeFileSync(file, '{ "format": 1')
  expect(JSON.stringify(await readReportFile('last'))).toMatch(/"unreadable".*not JSON/)
  writeFileSync(file, JSON.stringify({ ...report, commit: 7, seed: null }))
  expect(JSON.stringify(await readReportFile('last'))).toMatch(
    /"unreadable".*`commit`: .* And 1 more\./,
  )
  expect(await lastReport()).toBeNull()
  // Another size, so that no clock has to move between two runs.
  writeFileSync(file, JSON.stringify(report))
  expect(await readReportFile('last')).toEqual({ state: 'read', file, report })
  expect(await lastReport()).toEqual(report)
  expect(await lastOrSample()).toMatchObject({ isSample: false })
  expect(await readReportFile('previous')).toMatchObject({ state: 'none' })
})

it('is not brought down by a folder where the file should be', async () => {
  vi.stubEnv('LAB_REPORTS', join(file, 'deeper'))
  expect(await readReportFile('last')).toMatchObject({ state: 'none' })
})

// Asks Lighthouse about every page of the built server: npm run lighthouse
// Or about some: npm run lighthouse -- /learn /compare/two
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from '@playwright/test'
import { z } from 'zod'
import { ensureBrowser, launchArgs, noBrowser } from './browser.ts'
import { ensureBuilt } from './build.mjs'
import { pagePaths } from './page-paths.ts'
import { dist, startServer } from './served.ts'

/** Fetched when it is asked for: a hundred packages that nothing else needs. */
const LIGHTHOUSE = 'lighthouse@13.5.0'

/** Its authors advise several runs and the middle one: a single one varies by some points. */
const RUNS = 3

/** What every page has to reach, of 100. */
const wanted = { performance: 95, accessibility: 100, 'best-practices': 100 } as const

const category = z.object({ score: z.number() })
const reportSchema = z.object({
  categories: z.object({
    performance: category,
    accessibility: category,
    'best-practices': category,
  }),
  audits: z.object({
    'network-requests': z.object({
      details: z.object({
        items: z.array(
          z.object({ resourceType: z.string().optional(), transferSize: z.number().optional() }),
        ),
      }),
    }),
    'cumulative-layout-shift': z.object({ numericValue: z.number() }),
    'largest-contentful-paint': z.object({ numericValue: z.number() }),
    'total-blocking-time': z.object({ numericValue: z.number() }),
  }),
})
type Report = z.infer<typeof reportSchema>

async function ask(url: string, browser: string, folder: string): Promise<Report> {
  const report = join(folder, 'report.json')
  const flags = ['--headless', ...launchArgs].join(' ')
  const only = `--only-categories=${Object.keys(wanted).join(',')}`
  const told = ['--quiet', '--output=json', `--output-path=${report}`, `--chrome-flags=${flags}`]
  const command = [
    'exec',
    '--yes',
    `--package=${LIGHTHOUSE}`,
    '--',
    'lighthouse',
    url,
    only,
    ...told,
  ]
  await promisify(execFile)('npm', command, { env: { ...process.env, CHROME_PATH: browser } })
  return reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')))
}

/** The middle of several runs by performance; in all else they do not differ. */
async function askOften(url: string, browser: string, folder: string): Promise<Report> {
  const reports: Report[] = []
  for (let run = 0; run < RUNS; run++) reports.push(await ask(url, browser, folder))
  const score = ({ categories }: Report) => categories.performance.score
  const middle = reports.toSorted((a, b) => score(a) - score(b))[Math.floor(RUNS / 2)]
  if (!middle) throw new Error('Nothing was asked')
  return middle
}

const browser = await ensureBrowser()
if (browser === null) {
  console.error(noBrowser)
  process.exit(1)
}
const path = browser.executablePath ?? chromium.executablePath()
if (!(await ensureBuilt(dist))) process.exit(1)

const folder = mkdtempSync(join(tmpdir(), 'logout-lab-lighthouse-'))
let isGood = true
{
  await using server = await startServer()
  console.log(`The middle of ${RUNS} runs of each page:`)
  console.log(
    'page                               perf  a11y  best  shift   paint  blocked   script',
  )
  const asked = process.argv.slice(2)
  for (const page of asked.length > 0 ? asked : pagePaths) {
    const { categories, audits } = await askOften(`${server.url}${page}`, path, folder)
    const scores = {
      performance: Math.round(categories.performance.score * 100),
      accessibility: Math.round(categories.accessibility.score * 100),
      'best-practices': Math.round(categories['best-practices'].score * 100),
    }
    // With the headers of each answer; e2e/pages/weight.spec.ts holds what is in them to a bound.
    const script = audits['network-requests'].details.items
      .filter(({ resourceType }) => resourceType === 'Script')
      .reduce((bytes, { transferSize = 0 }) => bytes + transferSize, 0)
    const shift = audits['cumulative-layout-shift'].numericValue
    const numbers = Object.values(scores).map((score) => String(score).padStart(4))
    const [paint, blocked] = [
      audits['largest-contentful-paint'],
      audits['total-blocking-time'],
    ].map(({ numericValue }) => `${numericValue.toFixed(0)} ms`.padStart(8))
    const kib = `${(script / 1024).toFixed(0)} KiB`.padStart(8)
    const row = [page.slice(0, 33).padEnd(33), ...numbers, shift.toFixed(3), paint, blocked, kib]
    console.log(row.join('  '))
    isGood &&=
      scores.performance >= wanted.performance &&
      scores.accessibility >= wanted.accessibility &&
      scores['best-practices'] >= wanted['best-practices'] &&
      shift < 0.1
  }
}
rmSync(folder, { recursive: true, force: true })
process.exitCode = isGood ? 0 : 1

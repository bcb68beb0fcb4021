import { summarise } from '#lib/evidence/summary.ts'
import { reportCsv, reportMarkdown } from '#lib/evidence/report-files.ts'
import { changesBetween, isGood } from '#lib/evidence/attack-verdicts.ts'
import { describe, expect, it } from 'vitest'
import { type AttackReport, type ReportCell } from '#lib/evidence/attack-report.ts'
import { toHtml } from './html/page.ts'
import { registeredOf, cellOf, reportOf, runOf, runsOf } from './made-up.ts'
import { toTerminal } from './terminal.ts'

const registered = registeredOf(['one', 'two'], ['weak', 'firm'])
const firm = { strategy: 'firm', works: false }

/** Every cell as it should be: `one` works on `weak`, and `two` has no object there. */
const none = runOf({ attack: 'two', works: null, predicted: { not: 'No token.' }, steps: [] })
const good: ReportCell[] = [
  cellOf(),
  cellOf({ strategy: 'firm', runs: runsOf(firm) }),
  cellOf({ attack: 'two', runs: [none] }),
  cellOf({ attack: 'two', strategy: 'firm', runs: runsOf({ ...firm, attack: 'two' }) }),
]

/** Every form of a run, under its name. */
function formsOf(report: AttackReport, previous: AttackReport | null = null) {
  const summary = summarise(report, previous, registered)
  return {
    html: toHtml(summary),
    csv: reportCsv(summary),
    markdown: reportMarkdown(summary),
    terminal: toTerminal(summary),
  }
}
const names = ['html', 'csv', 'markdown', 'terminal'] as const

describe('a run as it should be', () => {
  const report = reportOf(good)
  const { html, csv, markdown, terminal } = formsOf(report)

  it('is good, and says what came of every cell', () => {
    expect(isGood(report)).toBe(true)
    const sum = '2 attacks × 2 strategies: 3 came out as predicted, 1 not applicable, 0 broken'
    for (const text of [html, markdown, terminal]) expect(text).toContain(sum)
    expect(csv.split('\n').filter((line) => line !== '')).toHaveLength(1 + 3 + 3 + 1 + 3)
    expect(csv).toContain('one,weak,works,browser,works,true,The copy still opens the door.,,12')
    expect(markdown).toContain('| The attack called one | works | blocked |')
    expect(terminal).toMatch(/^one +WORKS +blocked$/m)
    expect(terminal).toMatch(/^two +- +blocked$/m)
  })

  it('leaves out of the terminal what was not asked for', () => {
    const { terminal: part } = formsOf(reportOf(good.slice(0, 1)))
    expect(part).not.toMatch(/firm|two/)
  })

  it('has a way from each cell of the matrix to what happened there', () => {
    const targets = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    const links = [...html.matchAll(/\shref="#([^"]+)"/g)].map(([, to]) => to)
    expect(targets).toEqual([...new Set(targets)])
    expect(links).toContain('two--weak')
    expect(links.filter((link) => !targets.includes(link))).toEqual([])
  })

  it('fetches nothing and runs nothing', () => {
    const fetched = [...html.matchAll(/<(script|link|img|iframe|object)\b|\bsrc=|url\(|@import/g)]
    expect(fetched.map(([what]) => what)).toEqual([])
    expect(html).toContain("default-src 'none'")
  })

  it('shows the same steps on several media once', () => {
    expect(html).toContain('<summary>Steps</summary>')
    expect(html).not.toContain('Steps in process')
    const [process, http, browser] = runsOf()
    if (!process || !http || !browser) throw new Error('no runs')
    const odd = { ...http, steps: http.steps.slice(1) }
    const { html: apart } = formsOf(reportOf([cellOf({ runs: [process, odd, browser] })]))
    expect(apart).toContain('Steps in process, in a browser')
    expect(apart).toContain('Steps over HTTP')
  })
})

describe('what is broken shows in every form, and the run is not good', () => {
  const faults: [string, ReportCell[], string][] = [
    [
      'an outcome that was not predicted',
      [cellOf({ broken: ['It works; odd.'] })],
      'It works; odd',
    ],
    ['a test that crashed', [cellOf({ runs: [], broken: ['It ended early.'] })], 'It ended early'],
    [
      'a test that was not run',
      [cellOf({ runs: [], broken: ['It was not run.'], notRun: true })],
      'It was not run',
    ],
  ]
  it.each(faults)('%s', (_, cells, why) => {
    const report = reportOf([...good.slice(1), ...cells])
    const forms = formsOf(report)
    expect(isGood(report)).toBe(false)
    for (const name of names) expect(forms[name], name).toContain(why)
    expect(forms.html).toContain('<h2 id="broken">')
    expect(forms.terminal).toMatch(/^one +(BROKEN!|not run) +blocked$/m)
  })

  it('hundreds of tests that were not run, as a number', () => {
    const attacks = Array.from({ length: 31 }, (_, at) => `lost-${at}`)
    const why = { runs: [], broken: ['It was not run.'], notRun: true }
    const { html, markdown, terminal } = formsOf(
      reportOf([...good, ...attacks.map((attack) => cellOf({ attack, ...why }))]),
    )
    for (const text of [html, markdown, terminal]) expect(text).toContain('31 cells were not run')
    expect(terminal).not.toContain('BROKEN')
  })

  it('an error outside of every cell', () => {
    const report = reportOf(good, { errors: ['A file did not load.'] })
    const { html, markdown, terminal } = formsOf(report)
    expect(isGood(report)).toBe(false)
    for (const text of [html, markdown, terminal]) expect(text).toContain('A file did not load.')
  })

  it('a run of nothing', () => expect(isGood(reportOf([]))).toBe(false))
})

describe('beside the run before', () => {
  const before = reportOf(good, { at: '2026-06-30T10:00:00.000Z', commit: 'fff0000' })
  const now = reportOf([
    cellOf({ runs: runsOf({ works: false }) }),
    ...good.slice(1, 3),
    cellOf({ attack: 'three' }),
  ])

  it('tells what came out differently, what is new, and what is gone', () => {
    expect(changesBetween(before, now)).toEqual([
      { attack: 'one', strategy: 'weak', before: 'works', now: 'blocked' },
      { attack: 'three', strategy: 'weak', before: null, now: 'works' },
      { attack: 'two', strategy: 'firm', before: 'blocked', now: null },
    ])
    const { html, markdown, terminal } = formsOf(now, before)
    for (const text of [html, markdown, terminal]) {
      expect(text).toContain('one on weak: was works, is blocked')
      expect(text).toContain('three on weak: new (works)')
      expect(text).toContain('two on firm: gone (was blocked)')
    }
  })

  it('says so when nothing changed, and when there was no run', () => {
    expect(formsOf(before, before).html).toContain('Every cell came out the same.')
    expect(formsOf(before).html).toContain('There was no run before.')
  })

  it('counts a cell that was not run as one that is gone', () => {
    const lost = cellOf({ runs: [], broken: ['It was not run.'], notRun: true })
    expect(changesBetween(reportOf([cellOf()]), reportOf([lost]))).toEqual([
      { attack: 'one', strategy: 'weak', before: 'works', now: null },
    ])
  })
})

describe('texts from tests', () => {
  const evil = '"><script>alert(1)</script>|=\n'
  const runs = [runOf({ attack: evil, strategy: evil, says: evil })]
  const forms = formsOf(
    reportOf([cellOf({ attack: evil, strategy: evil, runs, broken: [evil], trace: evil })], {
      commit: evil,
      errors: [evil],
    }),
  )

  it('are no markup', () => {
    expect(forms.html).not.toContain('<script')
    expect(forms.html).not.toMatch(/(href|id|class)="[^"]*">alert/)
    expect(forms.markdown).not.toMatch(/[^\\]<script/)
  })

  it('are no formulas', () => {
    const cell = cellOf({ runs: [runOf({ says: '=1+1' })] })
    expect(formsOf(reportOf([cell])).csv).toContain(",'=1+1,")
  })
})

describe('a run of full size', () => {
  const attacks = Array.from({ length: 55 }, (_, at) => `an-attack-with-quite-a-long-id-${at}`)
  const strategies = Array.from({ length: 14 }, (_, at) => `strategy-number-${at}`)
  const summary = (apart: boolean) => {
    const runs = (place: { attack: string; strategy: string }, works: boolean) =>
      runsOf({ ...place, works }, 14).map(({ steps, ...run }, at) => ({
        ...run,
        steps: apart ? steps.map((step) => ({ ...step, at: step.at + at })) : steps,
      }))
    const cells = attacks.flatMap((attack) =>
      strategies.map((strategy, at) =>
        cellOf({ attack, strategy, runs: runs({ attack, strategy }, at % 3 === 0) }),
      ),
    )
    return summarise(reportOf(cells), null, registeredOf(attacks, strategies))
  }

  it('is a page of less than 2 MB, even where every medium went its own way', () => {
    const page = toHtml(summary(false))
    expect(page).not.toContain('more are in attacks.json')
    expect(Buffer.byteLength(page)).toBeLessThan(2_000_000)
    expect(Buffer.byteLength(toHtml(summary(true)))).toBeLessThan(2_000_000)
  })

  it('fits a terminal of 160 columns', () => {
    const widths = toTerminal(summary(false))
      .split('\n')
      .map(({ length }) => length)
    expect(Math.max(...widths)).toBeLessThanOrEqual(160)
  })
})

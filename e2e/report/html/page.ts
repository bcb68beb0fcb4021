import { readable } from '#lib/evidence/words/durations.ts'
import type { RunSummary } from '#lib/evidence/summary.ts'
import { momentWords } from '#lib/evidence/words/verdicts.ts'
import { isGood } from '#lib/evidence/attack-verdicts.ts'
import { changeLines, runFaults, headline } from '#lib/evidence/words/runs.ts'
import { attackSections } from './attack.ts'
import { anchor, html, type Html } from './escape.ts'
import { matrix } from './matrix.ts'
import { byRequirement } from './requirements.ts'
import { style } from './style.ts'
import { marks, verdict } from './verdict.ts'

/** What a page of everything may weigh: it has to open on a telephone. Characters. */
const HEAVIEST = 1_900_000

/** How many steps of each run are shown, fewer where the page would weigh too much. */
const stepLimits = [40, 20, 10, 5]

/** The whole run as one file that asks nobody for anything: no request, no script, no font. */
export function toHtml(summary: RunSummary): string {
  let text = ''
  for (const most of stepLimits) {
    text = pageOf(summary, most)
    if (text.length <= HEAVIEST) break
  }
  return text
}

const pageOf = (summary: RunSummary, mostSteps: number): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
        />
        <meta name="color-scheme" content="light dark" />
        <title>Attacks on every strategy: Logout Lab</title>
        ${style}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the report</a>
        ${marks}
        <header>
          <p class="soft">Logout Lab</p>
          <nav aria-label="Parts of the report">
            <a href="#changes">Changes</a> <a href="#matrix">Matrix</a>
            <a href="#attacks">Attacks</a> <a href="#requirements">Requirements</a>
            <a href="#environment">Environment</a>
          </nav>
        </header>
        <main id="main" tabindex="-1">
          <h1>Attacks on every strategy</h1>
          ${overview(summary)} ${broken(summary)} ${changes(summary)} ${matrix(summary)}
          ${attackSections(summary, mostSteps)} ${byRequirement(summary)} ${environment(summary)}
        </main>
        <footer>
          <p class="soft">
            This report was written by a run and by nobody's hand. The strategies are weak on
            purpose where they are; a laboratory, not an identity provider.
          </p>
        </footer>
      </body>
    </html> `.text

function overview(summary: RunSummary): Html {
  const { report, totals } = summary
  const counted = (['works', 'blocked', 'not-applicable', 'broken', 'not-run'] as const).map(
    (one) =>
      html`<div>
        <dt>${verdict(one)}</dt>
        <dd>${totals[one]}</dd>
      </div>`,
  )
  const state = isGood(report)
    ? 'Every cell came out as the traits of its strategy predict.'
    : 'Something is broken: this run proves nothing where it is.'
  return html`<p class="lead">${headline(summary)}.</p>
    <p>
      ${state} Run on <time datetime="${report.at}">${momentWords(report.at)}</time> at commit
      <code>${report.commit}</code>, in ${readable(report.durationMs / 1000)}.
    </p>
    <dl class="totals">${counted}</dl>`
}

function broken({ report }: RunSummary): Html | null {
  const { cells, sentences } = runFaults(report)
  if (cells.length + sentences.length === 0) return null
  return html`<section class="alarm" aria-labelledby="broken">
    <h2 id="broken">Broken</h2>
    <ul>
      ${sentences.map((one) => html`<li>${one}</li>`)}${cells.map(
        ({ attack, strategy, broken: why }) =>
          html`<li>
            <a href="#${anchor(attack, strategy)}">${attack} on ${strategy}</a>: ${why.join(' ')}
          </li>`,
      )}
    </ul>
  </section>`
}

function changes(summary: RunSummary): Html {
  const since = summary.changes
  const lines = since ? changeLines(since.list) : []
  return html`<section aria-labelledby="changes">
    <h2 id="changes">Since the run before</h2>
    ${
      since
        ? html`<p>
            Compared with the run of
            <time datetime="${since.since.at}">${momentWords(since.since.at)}</time> at commit
            <code>${since.since.commit}</code>.
          </p>`
        : html`<p>There was no run before.</p>`
    }
    ${since && lines.length === 0 ? html`<p>Every cell came out the same.</p>` : null}
    ${
      lines.length > 0
        ? html`<ul>
            ${lines.map((line) => html`<li>${line}</li>`)}
          </ul>`
        : null
    }
  </section>`
}

function environment({ report }: RunSummary): Html {
  const { node, browser, system, workers } = report.environment
  const traces = report.cells.filter(({ trace }) => trace !== null).length
  const facts = [
    ['Node', node],
    ['Browser', browser],
    ['System', system],
    ['Workers', String(workers)],
    ['Seed', report.seed],
    ['Commit', report.commit],
    ['Traces kept', String(traces)],
  ]
  return html`<section aria-labelledby="environment">
    <h2 id="environment">Environment</h2>
    <dl>
      ${facts.map(
        ([name = '', value = '']) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    <p>
      Times in steps are seconds from the event, on the workspace's clock, which the tests move.
      Identifiers in process are drawn from the seed. A trace is opened from this file's folder,
      with the command that stands beside it.
    </p>
  </section>`
}

import { readable } from '#lib/evidence/words/durations.ts'
import type { RunSummary, SummarisedAttack } from '#lib/evidence/summary.ts'
import { mediumWords } from '#lib/evidence/words/verdicts.ts'
import { mediaText } from '#lib/evidence/words/runs.ts'
import { verdictOf } from '#lib/evidence/attack-verdicts.ts'
import { type ReportCell } from '#lib/evidence/attack-report.ts'
import { anchor, html, type Html } from './escape.ts'
import { isPlayed } from './matrix.ts'
import { stepsOf } from './steps.ts'
import { verdict } from './verdict.ts'

/** Every attack that was played: its story, what was predicted, and what came of it. */
export function attackSections(summary: RunSummary, mostSteps: number): Html {
  return html`<section aria-labelledby="attacks">
    <h2 id="attacks">The attacks</h2>
    ${summary.groups
      .map(({ title, attacks }) => ({
        title,
        played: attacks.filter((one) => isPlayed(summary, one)),
      }))
      .filter(({ played }) => played.length > 0)
      .map(({ title, played }) => [
        html`<h3>${title}</h3> `,
        ...played.map((attack) => article(summary, attack, mostSteps)),
      ])}
  </section>`
}

function article(summary: RunSummary, attack: SummarisedAttack, mostSteps: number): Html {
  const id = anchor('a', attack.id)
  const cells = summary.strategies.map((strategy) => summary.cell(attack.id, strategy.id))
  const absent = summary.strategies.filter((_, at) => !cells[at])
  return html`<article id="${id}" aria-labelledby="${id}-title">
    <h4 id="${id}-title">${attack.title}</h4>
    <p class="story">${attack.story}</p>
    ${facts(summary, attack)}
    <div class="scroll" role="region" aria-labelledby="${id}-caption" tabindex="0">
      <table class="runs">
        <caption id="${id}-caption">
          ${attack.title}: each strategy
        </caption>
        <thead>
          <tr>
            <th scope="col">Strategy</th>
            <th scope="col">Predicted</th>
            <th scope="col">Came out</th>
            <th scope="col">Played</th>
            <th scope="col">What the attacker got</th>
          </tr>
        </thead>
        <tbody>
          ${cells.map((cell) => (cell ? row(cell, mostSteps) : null))}
        </tbody>
      </table>
    </div>
    ${absent.length > 0 ? html`<p class="soft">Not run: ${absent.map(({ id: one }) => one).join(', ')}.</p>` : null}
  </article> `
}

function facts({ requirements }: RunSummary, attack: SummarisedAttack): Html {
  const own = requirements.filter(({ id }) => attack.requirements.some((one) => one === id))
  return html`<dl>
    <div>
      <dt>Id</dt>
      <dd><code>${attack.id}</code></dd>
    </div>
    ${
      attack.tags.length > 0
        ? html`<div>
            <dt>Tags</dt>
            <dd><code>${attack.tags.join(' ')}</code></dd>
          </div>`
        : null
    }
    ${
      attack.media.length > 0
        ? html`<div>
            <dt>To be played</dt>
            <dd>${attack.media.map((one) => mediumWords[one]).join(', ')}</dd>
          </div>`
        : null
    }
    ${
      own.length > 0
        ? html`<div>
            <dt>Speaks to</dt>
            <dd>
              ${own.map(
                ({ id, name }, at) =>
                  html`${at > 0 ? ', ' : ''}<a href="#${anchor('r', id)}">${name}</a>`,
              )}
            </dd>
          </div>`
        : null
    }
    ${
      attack.oneSided === undefined
        ? null
        : html`<div>
            <dt>One-sided</dt>
            <dd>${attack.oneSided}</dd>
          </div>`
    }
  </dl>`
}

function row(cell: ReportCell, mostSteps: number): Html {
  const one = verdictOf(cell)
  return html`<tr
    id="${anchor(cell.attack, cell.strategy)}"
    class="${one === 'broken' ? 'bad' : ''}"
  >
    <th scope="row">${cell.strategy}</th>
    <td>${predicted(cell)}</td>
    <td>${verdict(one)}</td>
    <td>${mediaText(cell)}</td>
    <td>${details(cell, mostSteps)}</td>
  </tr> `
}

function predicted({ runs: [first] }: ReportCell): string {
  if (!first) return 'unknown'
  if (typeof first.predicted === 'object') return 'not applicable'
  return first.predicted === 'works' ? 'works' : 'is blocked'
}

function details(cell: ReportCell, mostSteps: number): Html {
  return html`${cell.broken.map((why) => html`<p class="why">${why}</p>`)}${whatTheySaid(cell)}${stepsOf(cell, mostSteps)}${
    cell.trace === null
      ? null
      : html`<p>
          <a href="${cell.trace}">Trace of the browser</a>, ${readable(cell.durationMs / 1000)}:
          <code>npx playwright show-trace ${cell.trace}</code>
        </p>`
  }`
}

/** Once where all media say the same. */
function whatTheySaid({ runs }: ReportCell): Html {
  const said = new Set(runs.map(({ says }) => says))
  if (said.size === 1) return html`<p>${[...said]}</p>`
  return html`${runs.map(({ medium, says }) => html`<p>${mediumWords[medium]}: ${says}</p>`)}`
}

import type { RunSummary, SummarisedAttack } from '#lib/evidence/summary.ts'
import { verdictWords } from '#lib/evidence/words/verdicts.ts'
import { cellVerdicts, verdictOf } from '#lib/evidence/attack-verdicts.ts'
import { anchor, html, type Html } from './escape.ts'
import { mark, verdict } from './verdict.ts'

/** Every attack on every strategy, each cell a way to what happened there. */
export function matrix(summary: RunSummary): Html {
  const { strategies, groups } = summary
  return html`<section aria-labelledby="matrix">
    <h2 id="matrix">Every attack on every strategy</h2>
    <ul class="legend" aria-label="What the marks mean">
      ${cellVerdicts.map((one) => html`<li>${verdict(one)}</li>`)}
    </ul>
    <div class="scroll tall" role="region" aria-labelledby="matrix-caption" tabindex="0">
      <table class="matrix">
        <caption id="matrix-caption">
          Attacks (rows) on strategies (columns)
        </caption>
        <thead>
          <tr>
            <th scope="col">Attack</th>
            ${strategies.map(({ id }) => html`<th scope="col"><span>${id}</span></th>`)}
          </tr>
        </thead>
        ${groups.map(
          ({ title, attacks }) =>
            html`<tbody>
              <tr class="group">
                <th scope="rowgroup" colspan="${strategies.length + 1}"><span>${title}</span></th>
              </tr>
              ${attacks.map((attack) => row(summary, attack))}
            </tbody> `,
        )}
      </table>
    </div>
  </section>`
}

/** Whether there is anything to be summary of an attack: a run of a part leaves most of them out. */
export const isPlayed = (summary: RunSummary, { id }: SummarisedAttack): boolean =>
  summary.strategies.some((strategy) => summary.cell(id, strategy.id))

function row(summary: RunSummary, attack: SummarisedAttack): Html {
  const title = isPlayed(summary, attack)
    ? html`<a href="#${anchor('a', attack.id)}">${attack.title}</a>`
    : html`${attack.title}`
  return html`<tr>
    <th scope="row">${title}</th>
    ${summary.strategies.map(({ id }) => square(summary, attack.id, id))}
  </tr> `
}

function square(summary: RunSummary, attack: string, strategy: string): Html {
  const cell = summary.cell(attack, strategy)
  const one = cell ? verdictOf(cell) : 'not-run'
  const content = html`${mark(one)}<b class="off">${verdictWords[one]}</b>`
  if (!cell) return html`<td>${content}</td>`
  return html`<td class="${one === 'broken' ? 'bad' : ''}">
    <a href="#${anchor(attack, strategy)}">${content}</a>
  </td>`
}

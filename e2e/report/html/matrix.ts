import { cellVerdicts, verdictOf } from '#lib/evidence/attack-report.ts'
import { verdictWords, type Told, type ToldAttack } from '../told.ts'
import { anchor, html, type Html } from './escape.ts'
import { mark, verdict } from './verdict.ts'

/** Every attack on every strategy, each cell a way to what happened there. */
export function matrix(told: Told): Html {
  const { strategies, groups } = told
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
              ${attacks.map((attack) => row(told, attack))}
            </tbody> `,
        )}
      </table>
    </div>
  </section>`
}

/** Whether there is anything to be told of an attack: a run of a part leaves most of them out. */
export const isPlayed = (told: Told, { id }: ToldAttack): boolean =>
  told.strategies.some((strategy) => told.cell(id, strategy.id))

function row(told: Told, attack: ToldAttack): Html {
  const title = isPlayed(told, attack)
    ? html`<a href="#${anchor('a', attack.id)}">${attack.title}</a>`
    : html`${attack.title}`
  return html`<tr>
    <th scope="row">${title}</th>
    ${told.strategies.map(({ id }) => square(told, attack.id, id))}
  </tr> `
}

function square(told: Told, attack: string, strategy: string): Html {
  const cell = told.cell(attack, strategy)
  const one = cell ? verdictOf(cell) : 'not-run'
  const content = html`${mark(one)}<b class="off">${verdictWords[one]}</b>`
  if (!cell) return html`<td>${content}</td>`
  return html`<td class="${one === 'broken' ? 'bad' : ''}">
    <a href="#${anchor(attack, strategy)}">${content}</a>
  </td>`
}

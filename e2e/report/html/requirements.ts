import type { RunSummary, SummarisedAttack, SummarisedRequirement } from '#lib/evidence/summary.ts'
import { verdictWords } from '#lib/evidence/words/verdicts.ts'
import { verdictOf } from '#lib/evidence/attack-verdicts.ts'
import { anchor, html, type Html } from './escape.ts'
import { isPlayed } from './matrix.ts'
import { verdict } from './verdict.ts'

/** What the standards ask for, and which strategies let an attack through that speaks to it. */
export const byRequirement = (summary: RunSummary): Html =>
  html`<section aria-labelledby="requirements">
    <h2 id="requirements">By requirement</h2>
    <p>
      What the standards ask for, in our own words, and which strategies let an attack through that
      speaks to it. A strategy that blocks them all need not meet the whole requirement.
    </p>
    ${summary.requirements.map((one) => requirement(summary, one))}
  </section>`

function requirement(summary: RunSummary, { id, name, text, url }: SummarisedRequirement): Html {
  const place = anchor('r', id)
  const attacks = summary.attacks.filter((attack) => attack.requirements.some((one) => one === id))
  return html`<article id="${place}" aria-labelledby="${place}-title">
    <h3 id="${place}-title">${name}</h3>
    <p>${text} <a href="${url}" rel="noreferrer">${name} in the standard</a></p>
    ${attacks.length === 0 ? html`<p class="soft">No attack speaks to it yet.</p>` : table(summary, name, place, attacks)}
  </article> `
}

const table = (
  summary: RunSummary,
  name: string,
  place: string,
  attacks: readonly SummarisedAttack[],
): Html =>
  html`<div class="scroll" role="region" aria-labelledby="${place}-caption" tabindex="0">
    <table class="speaks">
      <caption id="${place}-caption">
        ${name}: attacks that speak to it
      </caption>
      <thead>
        <tr>
          <th scope="col">Attack</th>
          <th scope="col">Let through by</th>
          <th scope="col">The others</th>
        </tr>
      </thead>
      <tbody>
        ${attacks.map((attack) => row(summary, attack))}
      </tbody>
    </table>
  </div>`

function row(summary: RunSummary, attack: SummarisedAttack): Html {
  const cells = summary.strategies.map(({ id }) => {
    const cell = summary.cell(attack.id, id)
    return { id, cell, one: cell ? verdictOf(cell) : ('not-run' as const) }
  })
  const through = cells.filter(({ one }) => one === 'works')
  const others = (['blocked', 'not-applicable', 'broken', 'not-run'] as const)
    .map((one) => ({ one, n: cells.filter((cell) => cell.one === one).length }))
    .filter(({ n }) => n > 0)
  const title = isPlayed(summary, attack)
    ? html`<a href="#${anchor('a', attack.id)}">${attack.title}</a>`
    : html`${attack.title}`
  return html`<tr>
    <th scope="row">${title}</th>
    <td>
      ${
        through.length === 0
          ? 'none'
          : html`<ul>
              ${through.map(({ id, one }) => html`<li><a href="#${anchor(attack.id, id)}">${verdict(one, id)}</a></li>`)}
            </ul>`
      }
    </td>
    <td>
      <ul>
        ${others.map(({ one, n }) => html`<li>${verdict(one, `${n} ${verdictWords[one]}`)}</li>`)}
      </ul>
    </td>
  </tr> `
}

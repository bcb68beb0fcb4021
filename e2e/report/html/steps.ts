import { mediumWords } from '#lib/evidence/words/verdicts.ts'
import type { ReportCell } from '#lib/evidence/attack-report.ts'
import { html, type Html } from './escape.ts'

type Run = ReportCell['runs'][number]
type Step = Run['steps'][number]

/**
 * What everybody did, folded away; once where several media went the same way.
 * @param most of a run that goes on and on the page shows the beginning; the rest is in the JSON
 */
export function stepsOf({ runs }: Pick<ReportCell, 'runs'>, most: number): Html {
  const ways = new Map<string, { media: string[]; lines: Html }>()
  for (const run of runs.filter(({ steps }) => steps.length > 0)) {
    const lines = list(run, most)
    const way = ways.get(lines.text)
    if (way) way.media.push(mediumWords[run.medium])
    else ways.set(lines.text, { media: [mediumWords[run.medium]], lines })
  }
  return html`${[...ways.values()].map(
    ({ media, lines }) =>
      html`<details>
        <summary>Steps${ways.size > 1 ? ` ${media.join(', ')}` : ''}</summary>
        ${lines}
      </details>`,
  )}`
}

const list = ({ steps }: Run, most: number): Html =>
  html`<ol>
    ${steps.slice(0, most).map(item)}${
      steps.length > most ? html`<li>${steps.length - most} more are in attacks.json</li>` : null
    }
  </ol>`

// The time is measured from the event, and is negative before it.
const item = ({ at, actor, action, outcome }: Step): Html =>
  html`<li>
    <i>${String(at).replace('-', '−')} s</i> ${actor} ${action}${outcome && answer(actor, outcome)}
  </li>`

/** Coloured for the thief alone: an owner who is let in is no alarm. */
function answer(actor: string, { accepted, reason }: NonNullable<Step['outcome']>): Html {
  const words = accepted ? 'accepted' : `refused${reason ? ` (${reason})` : ''}`
  if (actor !== 'thief') return html`: ${words}`
  return html`: <b class="${accepted ? 'works' : 'blocked'}">${words}</b>`
}

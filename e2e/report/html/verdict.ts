import { verdictWords } from '#lib/evidence/words/verdicts.ts'
import type { CellVerdict } from '#lib/evidence/attack-verdicts.ts'
import { html, Html } from './escape.ts'

/** Every verdict has a mark and a word of its own, beside its colour. */

const paths: Record<CellVerdict, string> = {
  works: '<rect x="3" y="11" width="18" height="10" rx="2"/><path d="M7 11V7a5 5 0 0 1 9.8-1"/>',
  blocked:
    '<path d="M12 22c5-2 8-5 8-10V5l-8-3-8 3v7c0 5 3 8 8 10z"/><path d="m8.5 12 2.5 2.5 4.5-5"/>',
  'not-applicable': '<path d="M6 12h12"/>',
  broken: '<path d="M12 3 1.8 20.5h20.4z"/><path d="M12 9.5V14M12 17.4v.1"/>',
  'not-run': '<circle cx="12" cy="12" r="8" stroke-dasharray="2.5 3.8"/>',
}

/** Once a page: what `mark` refers to. */
export const marks = html`<svg width="0" height="0" class="off" aria-hidden="true">
  ${Object.entries(paths).map(
    ([name, path]) => html`<symbol id="m-${name}" viewBox="0 0 24 24">${new Html(path)}</symbol>`,
  )}
</svg>`

export const mark = (verdict: CellVerdict): Html =>
  html`<svg class="m ${verdict}" aria-hidden="true"><use href="#m-${verdict}" /></svg>`

export const verdict = (one: CellVerdict, words = verdictWords[one]): Html =>
  html`<span class="v ${one}">${mark(one)} ${words}</span>`

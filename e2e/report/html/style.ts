import { readFileSync } from 'node:fs'
import { html, Html } from './escape.ts'

const sheets = ['page.css', 'tables.css'].map((name) =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .replaceAll(/\/\*[^]*?\*\//g, '')
    .replaceAll(/\s+/g, ' '),
)

/** Inside the page: whoever gets the file has all of it. */
export const style = html`<style>
  ${new Html(sheets.join(''))}
</style>`

/** A text that is HTML already. Made by the tag below alone, which escapes all that is put into it. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Part = string | number | Html | null | readonly Part[]

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escape = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '')

function textOf(part: Part): string {
  if (part === null) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'string') return escape(part)
  if (typeof part === 'number') return String(part)
  return part.map(textOf).join('')
}

/** Everything between the marks is shown as it is: no title can become markup. */
export const html = (literals: TemplateStringsArray, ...parts: Part[]): Html =>
  new Html(literals.map((text, at) => flat(text) + textOf(parts[at] ?? null)).join(''))

/** The indentation is for whoever reads the source; a page with ten thousand rows does without. */
const flat = (literal: string) => literal.replaceAll(/\s*\n\s*/g, '\n')

/** A place in the page. Ids of attacks and strategies are plain words, those of strangers are made so. */
export const anchor = (...names: string[]): string =>
  names.map((name) => name.replaceAll(/[^\w-]+/g, '_')).join('--')

/** The one writer of Markdown: a text is shown as it is, and never read as markup. */

export const escaped = (text: string): string =>
  text.replaceAll(/[\\`*_[\]<>|#]/g, '\\$&').replaceAll(/\s+/g, ' ')

/** A text, or one that stands out. */
type Cell = string | { strong: string }

/** The lines of a table. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string[] {
  const line = (cells: readonly Cell[]) => `| ${cells.map(shown).join(' | ')} |`
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line)]
}

const shown = (cell: Cell) =>
  typeof cell === 'string' ? escaped(cell) : `**${escaped(cell.strong)}**`

export const list = (texts: readonly string[]): string[] =>
  texts.map((text) => `- ${escaped(text)}`)

/** Lines and blocks of lines, with an empty line at each null. */
export const document = (lines: readonly (string | null)[]): string =>
  `${lines.map((line) => line ?? '').join('\n')}\n`

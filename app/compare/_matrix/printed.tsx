import type { Named } from '#lib/evidence/named.ts'

/** A row of what is printed: a name, and a word for each strategy. A row without words is a heading. */
export interface PrintedRow extends Named {
  words: readonly string[]
}

/**
 * A matrix for paper, where nothing scrolls and nothing opens: the strategies are few, and stand in
 * columns that fit on A4 and Letter; everything else goes down the pages, with the names on each.
 */
export const Printed = ({
  caption,
  of,
  strategies,
  rows,
}: {
  caption: string
  /** What the rows are. */
  of: string
  strategies: readonly Named[]
  rows: readonly PrintedRow[]
}) => (
  <table className="printed">
    <caption>{caption}</caption>
    <thead>
      <tr>
        <th scope="col">{of}</th>
        {strategies.map(({ id, title }) => (
          <th key={id} scope="col">
            <span>{title}</span>
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(({ id, title, words }) => (
        <tr key={id}>
          <th scope="row" colSpan={words.length === 0 ? strategies.length + 1 : 1}>
            {title}
          </th>
          {words.map((word, at) => (
            <td key={strategies[at]?.id}>{word}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

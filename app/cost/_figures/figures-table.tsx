import { findStrategy } from '#lib/strategies/registry.ts'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { Sideways } from './sideways.tsx'

export const titleOf = (id: string): string => findStrategy(id)?.title ?? id

export interface FiguresRow {
  key: string
  /** What it is of, in cells of text. */
  of: readonly string[]
  figures: readonly string[]
}

interface Props {
  label: string
  of: readonly string[]
  heads: readonly string[]
  rows: readonly FiguresRow[]
}

/** Figures in columns: what they are of to the left, and the numbers to the right. */
export const FiguresTable = ({ label, of, heads, rows }: Props) => (
  <>
    <Sideways until="lg:hidden" />
    <ScrollRegion label={label} className="mt-3">
      <table className="table">
        <thead>
          <tr>
            {of.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            {heads.map((head) => (
              <th key={head} scope="col" className="text-right">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              {row.of.map((text, index) =>
                index === 0 ? (
                  <th key={text} scope="row" className="min-w-36 font-normal">
                    {text}
                  </th>
                ) : (
                  <td key={text} className="whitespace-nowrap">
                    {text}
                  </td>
                ),
              )}
              {row.figures.map((text, index) => (
                <td key={heads[index]} className="text-right whitespace-nowrap tabular-nums">
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  </>
)

/** When nodes refused a copy, in milliseconds since the log-out was sent. */
export interface Measured {
  way: string
  /** When the log-out was answered. */
  answered: number
  nodes: readonly {
    node: string
    /** Null: still let in when nobody watched any more. */
    refused: number | null
    /** What 99 of 100 are within, where it was done often. */
    p99?: number
  }[]
}

/** Where a moment stands, from 0 to 1: milliseconds and seconds are both to be seen. */
export const shareOf = (ms: number, watched: number): number =>
  Math.min(1, Math.log1p(Math.max(0, ms)) / Math.log1p(watched))

export const ticks = (watched: number): number[] => [1, 10, 100, 1_000].filter((ms) => ms < watched)

export const msWords = (ms: number): string =>
  ms >= 1_000
    ? `${Number((ms / 1_000).toPrecision(2))}\u00a0s`
    : `${Number(ms.toPrecision(2))}\u00a0ms`

/** The biggest thing on the page: how late the other nodes were. */
export function headline(measured: readonly Measured[], watched: number): string {
  const refusals = measured.map(({ nodes }) => {
    const all = nodes.map(({ refused }) => refused)
    return all.includes(null) ? null : Math.max(...all.map((ms) => ms ?? 0))
  })
  const closed = refusals.filter((ms) => ms !== null)
  if (closed.length === 0) return `Alice logs out. After ${msWords(watched)} no other node refuses.`
  const last = Math.max(...closed)
  return `Alice logs out at one node. In ${closed.length} of ${measured.length} ways all others refuse her copy within ${msWords(last)}; in the rest it is still let in after ${msWords(watched)}.`
}

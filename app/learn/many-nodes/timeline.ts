/** When nodes refused a copy, in milliseconds since the log-out was sent. */
export interface Measured {
  way: string
  /** When the log-out was answered. */
  answered: number
  /** All others: those that never answered, too. */
  nodes: readonly {
    node: string
    /** Null: still let in when nobody watched any more, unless it fell silent. */
    refused: number | null
    /** Where it gave no answer to the end: until when it had let the copy in; null if never. */
    silentAfter?: number | null
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

/** The biggest thing on the page: how late the other nodes were, and which of them are not known of. */
export function headline(measured: readonly Measured[], watched: number): string {
  const all = measured.map(({ nodes }) => nodes)
  const closed = all.filter((nodes) => nodes.every(({ refused }) => refused !== null))
  const open = all.filter((nodes) => nodes.some(isStillIn))
  const silent = all.filter((nodes) => nodes.some(isSilent))
  const unanswered = [
    ...new Set(
      silent
        .flat()
        .filter(isSilent)
        .map(({ node }) => node),
    ),
  ].toSorted()
  const unknown =
    silent.length > 0
      ? `with ${silent.length} no answer to the end from ${unanswered.join(' and ')}`
      : null
  if (closed.length === 0) {
    const isOpen = `Alice logs out. After ${msWords(watched)} under no strategy do all other nodes refuse the thief`
    return unknown ? `${isOpen}; ${unknown}.` : `${isOpen}.`
  }
  const last = Math.max(...closed.flat().map(({ refused }) => refused ?? 0))
  const others = Math.max(...all.map((nodes) => nodes.length))
  const rest =
    silent.length > 0 ? open.length : `the other${open.length === 1 ? '' : ` ${open.length}`}`
  const stillIn =
    open.length > 0 ? `with ${rest} the thief is still in after ${msWords(watched)}` : null
  return `${[
    `Alice logs out at one node. With ${closed.length} of ${measured.length} strategies ${allRefuse(others)} the thief within ${msWords(last)}`,
    stillIn,
    unknown,
  ]
    .filter((part) => part !== null)
    .join('; ')}.`
}

function allRefuse(others: number): string {
  if (others === 1) return 'the other node refuses'
  return `${others === 2 ? 'both' : `all ${others}`} other nodes refuse`
}

type Other = Measured['nodes'][number]

const isSilent = ({ silentAfter }: Other) => silentAfter !== undefined

const isStillIn = ({ refused, silentAfter }: Other) => refused === null && silentAfter === undefined

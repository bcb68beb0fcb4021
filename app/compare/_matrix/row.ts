import type { Named } from '#lib/evidence/named.ts'

/** A strategy of a matrix. */
export interface Row extends Named {
  /** That its cells are not measured while one looks, in a few words, and where they are from. */
  kept?: { note: string; from: string }
}

/** As files name it: away from this page nobody sees beside it where its cells are from. */
export const namedWithOrigin = ({ id, title, kept }: Row): Named => ({
  id,
  title: kept ? `${title} (${kept.from})` : title,
})

/** As paper names it: the page tells below what the mark means. */
export const starred = ({ id, title, kept }: Row): Named => ({
  id,
  title: kept ? `${title}*` : title,
})

export const isMeasuredHere = ({ kept }: Row): boolean => kept === undefined

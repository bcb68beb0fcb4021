/**
 * A set of revoked tokens in few bytes: each is 128 bits that name it, and the second in which it
 * would have expired, in a table with open addressing. At a million it is 40 bytes for each.
 */
export interface RevokedSet {
  /** `ends` in seconds; a token that is there already keeps its own. */
  add(mark: Mark, ends: number): void
  has(mark: Mark): boolean
  /** Is there any with this first word? Where not, the others need not be known. */
  hasFirst(word: number): boolean
  /** Lets go of what ended before `now`, in at most `places` of the table: called now and then. */
  sweep(now: number, places: number): void
  size(): number
  bytes(): number
}

/** 128 bits as four numbers of 32. */
export type Mark = readonly [number, number, number, number]

const WORDS = 5
const FEWEST = 1_024
/** How full the table may be; fuller, it is copied into one of twice the size. */
const FULL = 0.6
/** How empty, before it is copied into a smaller one: far from full, so that it does not go to and fro. */
const EMPTY = 0.1

export function createRevokedSet(): RevokedSet {
  // Four words of the mark, and its end: a place is free where that is 0.
  let words = new Uint32Array(FEWEST * WORDS)
  let size = 0
  let swept = 0

  const places = () => words.length / WORDS
  const endAt = (place: number) => words[place * WORDS + 4] ?? 0
  const next = (place: number) => (place + 1) & (places() - 1)
  // The marks are evenly spread, so that their first bits are as good as any hash.
  const homeOf = (first: number) => first & (places() - 1)

  function isAt(place: number, mark: Mark): boolean {
    const at = place * WORDS
    return (
      words[at] === mark[0] &&
      words[at + 1] === mark[1] &&
      words[at + 2] === mark[2] &&
      words[at + 3] === mark[3]
    )
  }

  /** Where the mark is, or the free place where it belongs. */
  function placeOf(mark: Mark): number {
    let place = homeOf(mark[0])
    while (endAt(place) !== 0 && !isAt(place, mark)) place = next(place)
    return place
  }

  /** Into a table of another size: a power of two, as homes are found by their last bits. */
  function copyInto(newPlaces: number): void {
    const old = words
    words = new Uint32Array(newPlaces * WORDS)
    for (let at = 0; at < old.length; at += WORDS) {
      if (old[at + 4] === 0) continue
      const row = old.subarray(at, at + WORDS)
      let place = homeOf(row[0] ?? 0)
      while (endAt(place) !== 0) place = next(place)
      words.set(row, place * WORDS)
    }
  }

  /** Frees a place, and moves up whoever stands behind it for want of it. */
  function free(hole: number): void {
    for (let place = next(hole); endAt(place) !== 0; place = next(place)) {
      const home = homeOf(words[place * WORDS] ?? 0)
      const mask = places() - 1
      const isBehind = ((place - home) & mask) >= ((place - hole) & mask)
      if (!isBehind) continue
      words.copyWithin(hole * WORDS, place * WORDS, (place + 1) * WORDS)
      hole = place
    }
    words[hole * WORDS + 4] = 0
    size -= 1
  }

  return {
    add(mark, ends) {
      const found = placeOf(mark)
      if (endAt(found) !== 0) return
      if (size + 1 > places() * FULL) copyInto(places() * 2)
      words.set([...mark, ends], placeOf(mark) * WORDS)
      size += 1
    },
    has: (mark) => endAt(placeOf(mark)) !== 0,
    hasFirst(word) {
      let place = homeOf(word)
      while (endAt(place) !== 0 && words[place * WORDS] !== word) place = next(place)
      return endAt(place) !== 0
    },
    sweep(now, most) {
      for (let looked = 0; looked < most; looked += 1) {
        swept = swept % places()
        const ends = endAt(swept)
        // Where one was freed, another may have moved up: it is looked at again.
        if (ends !== 0 && ends < now) free(swept)
        else swept += 1
      }
      let fewer = places()
      while (fewer > FEWEST && size < fewer * EMPTY) fewer /= 2
      if (fewer < places()) copyInto(fewer)
    },
    size: () => size,
    bytes: () => words.byteLength,
  }
}

/** Numbers as people type and paste them: `1000000`, `1,000,000`, `1 000 000`, `0,5`. */

interface Bounds {
  min: number
  max: number
  /** Of what is counted there are no halves. */
  isWhole?: boolean
}

export type TypedNumber =
  | { ok: true; value: number }
  | { ok: false; why: 'no-number' | 'out-of-range' | 'not-whole' }
  /** Two numbers that it may be. */
  | { ok: false; why: 'ambiguous'; either: readonly [number, number] }

const PLAIN = /^-?(?:\d+|\d*\.\d+)(?:e[+-]?\d+)?$/i
const DECIMAL_COMMA = /^-?\d*,\d+$/
/** Groups of three digits, what parts them, and another sign before a fraction. */
const GROUPED = [
  [/^-?[1-9]\d{0,2}(?:[ ']\d{3})+(?:[.,]\d+)?$/, /[ ']/g],
  [/^-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/, /,/g],
  [/^-?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/, /\./g],
] as const
/** A thousand where a point parts groups, one where it begins a fraction. */
const EITHER = /^-?[1-9]\d{0,2}\.\d{3}$/

/** Every space, also those that do not break, and both apostrophes. */
const unified = (text: string): string => text.trim().replaceAll(/\s/gu, ' ').replaceAll('’', "'")

/** All that it can mean: none, one or two numbers. A comma before three digits parts groups, as on the lab's pages. */
function readings(text: string): number[] {
  if (EITHER.test(text)) return [Number(text.replace('.', '')), Number(text)]
  if (PLAIN.test(text)) return [Number(text)]
  const [, parting] = GROUPED.find(([form]) => form.test(text)) ?? []
  if (parting) return [Number(text.replaceAll(parting, '').replace(',', '.'))]
  return DECIMAL_COMMA.test(text) ? [Number(text.replace(',', '.'))] : []
}

export function typedNumber(typed: string, { min, max, isWhole = false }: Bounds): TypedNumber {
  const all = readings(unified(typed))
  if (all.length === 0) return { ok: false, why: 'no-number' }
  const [value, other] = all.filter((one) => one >= min && one <= max)
  if (value === undefined) return { ok: false, why: 'out-of-range' }
  if (other !== undefined) return { ok: false, why: 'ambiguous', either: [value, other] }
  return isWhole && !Number.isInteger(value) ? { ok: false, why: 'not-whole' } : { ok: true, value }
}

/** Amounts as people read them. */

/** To as many figures as mean something, and whole from a hundred on. */
export const count = (value: number): string =>
  (value >= 100 ? Math.round(value) : Number(value.toPrecision(2))).toLocaleString('en')

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const

/** Powers of a thousand. */
export function bytes(value: number): string {
  const power = value < 1 ? 0 : Math.floor(Math.log10(value) / 3)
  const place = Math.min(power, units.length - 1)
  return `${count(value / 1000 ** place)}\u00a0${units[place] ?? 'B'}`
}

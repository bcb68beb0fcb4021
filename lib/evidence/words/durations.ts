const units: readonly (readonly [string, number])[] = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
]

/** Seconds as people say them: `8 h`, `1 h 30 min`, `10 s`; two units at most. */
export function readable(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const first = units.findIndex(([, size]) => whole >= size)
  if (first < 0) return '0 s'
  let rest = whole
  return units
    .slice(first, first + 2)
    .flatMap(([name, size]) => {
      const count = Math.floor(rest / size)
      rest %= size
      return count > 0 ? [`${count} ${name}`] : []
    })
    .join(' ')
}

/** A stopwatch: `0:07`, `12:05`, `1:02:03`. */
export function stopwatch(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/** A workspace's clock runs ahead of the visitor's, so it is shown in UTC and never mistaken for it. */
export const clockTime = (unixSeconds: number): string =>
  `${new Date(unixSeconds * 1000).toISOString().slice(11, 19)} UTC`

export const dateAndTime = (unixSeconds: number): string =>
  `${new Date(unixSeconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`

/** A horizon is spoken of in hours for as long as that is readable: `24 h`, and then `7 d`. */
export const inHours = (seconds: number): string =>
  seconds >= 3_600 && seconds <= 172_800 && seconds % 3_600 === 0
    ? `${seconds / 3_600} h`
    : readable(seconds)

/** For a page: a number stays on one line with its unit. */
export const unbroken = (words: string): string => words.replaceAll(/(\d) /g, '$1\u00a0')

/** Under what the cells on the screen were measured, as files tell it. */
export interface Provenance {
  /** Under which lifetimes: in words, and in seconds. */
  settings: string
  lifetimes: Readonly<Record<string, number>>
  /** When it was asked for, in ISO 8601. */
  at: string
  link: string
}

export const lifetimesText = ({ lifetimes }: Provenance): string =>
  Object.entries(lifetimes)
    .map(([name, seconds]) => `${name} ${seconds} s`)
    .join(', ')

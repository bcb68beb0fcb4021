/** Some of many names, in a word of the address. */

/** No word of it means all; an empty word means none. */
export function chosen<Name extends string>(
  text: string | null,
  all: readonly Name[],
): readonly Name[] {
  if (text === null) return all
  const named = new Set(text.split(','))
  return all.filter((name) => named.has(name))
}

/** The word for the address; null where everything is chosen. */
export const chosenText = (names: readonly string[], all: readonly string[]): string | null =>
  names.length === all.length ? null : names.join(',')

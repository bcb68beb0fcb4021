import { replaceAddress } from './redrawing.tsx'

/** What is shown is in the address, so that a link shows a colleague the same. Null takes a word out. */
export function writeAddress(changes: Readonly<Record<string, string | null>>): void {
  const url = new URL(window.location.href)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  }
  // Commas and slashes may stand in a query as they are, and read better.
  url.search = url.search.replaceAll('%2C', ',').replaceAll('%2F', '/')
  replaceAddress(url)
}

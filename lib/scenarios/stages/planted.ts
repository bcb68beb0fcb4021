import type { Planted } from '../stage.ts'

/** What browsers keep in one cookie at the most, its name included. Bytes (RFC 6265, 6.1). */
const LARGEST = 4096

interface PlantedCookie {
  name: string
  value: string
}

/**
 * The cookies that another host of the site can plant. On https those of the application are bound to
 * its host by their prefix, which browsers let no other host write: there the name stays without it.
 */
export function plantedCookies(
  credentials: readonly { name: string; cookie: string }[],
  planted: Planted,
): PlantedCookie[] {
  if ('bytes' in planted) {
    const count = Math.ceil(planted.bytes / LARGEST)
    return Array.from({ length: count }, (_, n) => {
      const name = `planted-${n}`
      return { name, value: 'x'.repeat(LARGEST - name.length) }
    })
  }
  return credentials.flatMap(({ name, cookie }) => {
    const value = new Map(Object.entries(planted.carried)).get(name)
    return value === undefined ? [] : [{ name: cookie.replace(/^__Host-/, ''), value }]
  })
}

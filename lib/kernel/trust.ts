import { BlockList, isIP } from 'node:net'

/**
 * Is this one of the operator's own proxies, whose word about who asks is believed? `hop` counts the
 * machines that a request came through, from the nearest on: 0 is who opened the connection.
 */
export type Trust = (address: string, hop: number) => boolean

export const trustNobody: Trust = () => false

/** More proxies in a row than anybody has. */
const MOST_HOPS = 16

/**
 * Reads `2`, for the two nearest machines whoever they are, or `10.0.0.5, 192.168.0.0/16, ::1`, for
 * these addresses. Null for what is neither, and for a network of all addresses: whoever trusts
 * everybody takes the client's own word.
 */
export function trustFrom(text: string): Trust | null {
  if (/^\d+$/.test(text)) {
    const hops = Number(text)
    return hops <= MOST_HOPS ? (_address, hop) => hop < hops : null
  }
  const trusted = new BlockList()
  for (const entry of text.split(',')) {
    const [, address = '', prefix] = /^\s*([\da-f.:]+)(?:\/(\d{1,3}))?\s*$/i.exec(entry) ?? []
    const family = familyOf(address)
    if (!family) return null
    const longest = family === 'ipv4' ? 32 : 128
    const bits = Number(prefix ?? longest)
    if (bits < 1 || bits > longest) return null
    trusted.addSubnet(address, bits, family)
  }
  return (address) => {
    const family = familyOf(address)
    return family !== null && trusted.check(address, family)
  }
}

const families: Readonly<Record<number, 'ipv4' | 'ipv6'>> = { 4: 'ipv4', 6: 'ipv6' }
const familyOf = (address: string) => families[isIP(address)] ?? null

import { isIPv4, isIPv6 } from 'node:net'

/**
 * What limits count an address as: IPv4 as it is, IPv6 as its /64, since whoever has one address of
 * those has them all. One spelling for each, and IPv4 as IPv4 where a socket wraps it into IPv6.
 */
export function networkOf(address: string): string {
  if (isIPv4(address)) return address
  const [plain = ''] = address.split('%')
  if (!isIPv6(plain)) return address
  const groups = groupsOf(plain)
  const [high = 0, low = 0] = groups.slice(6)
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (isMapped) return [high >> 8, high & 255, low >> 8, low & 255].join('.')
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}

/** The eight numbers of an address. The URL parser knows all spellings, and has one for itself. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const numbers = (text: string) =>
    text ? text.split(':').map((group) => parseInt(group, 16)) : []
  const [first, last] = [numbers(head), numbers(tail ?? '')]
  return [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last]
}

/** The odd primes below 168, as in the paper's detector. */
const PRIMES = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101,
  103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
]

/** What the powers of 65537 leave when they are divided by a prime. */
const remainders = PRIMES.map((prime) => {
  const found = new Set<number>()
  for (let power = 1; !found.has(power); power = (power * 65_537) % prime) found.add(power)
  return [BigInt(prime), found] as const
})

/**
 * Does an RSA modulus have the shape by which keys of certain smart cards can be factored
 * (CVE-2017-15361)? Of other keys, about one in a hundred million does. `modulus` is base64url.
 */
export function isRocaModulus(modulus: string): boolean {
  const value = BigInt(`0x0${Buffer.from(modulus, 'base64url').toString('hex')}`)
  return remainders.every(([prime, powers]) => powers.has(Number(value % prime)))
}

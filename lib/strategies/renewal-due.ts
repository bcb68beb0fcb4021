/** How long before its end a credential is renewed at the most. Seconds. */
const EARLY = 15

/** Is the end near, with `left` seconds of the `longest` that were ever left? Of a short life, a fifth. */
export const isNearEnd = (left: number, longest: number): boolean =>
  left <= Math.min(EARLY, longest / 5)

/**
 * Does an honest client renew now? Where the session is used with something that ends sooner, near
 * that end; where it is a copy of the session, and an answer came without one, at once.
 */
export function renewalIsDue(
  strategy: { renews: boolean; credentials: readonly (string | { name: string })[] },
  session: { credentialExpiresAt?: number | undefined; expiresAt: number },
  isNear: (time: number) => boolean,
): boolean {
  if (!strategy.renews) return false
  const { credentialExpiresAt, expiresAt } = session
  if (credentialExpiresAt !== undefined)
    return credentialExpiresAt < expiresAt && isNear(credentialExpiresAt)
  return strategy.credentials.some((one) => (typeof one === 'string' ? one : one.name) === 'cache')
}

/** Holds a copy, and asks for new credentials with it. */
export interface Renewer<Seen> {
  /** Null where there is nothing to renew. */
  renew(): Promise<unknown>
  request(): Promise<Seen>
}

/** What came of a knock. */
interface Knocked<Seen> {
  seen: Seen
  in: boolean
  /** Only the renewed copy got in, and not the one that was kept. */
  renewed: boolean
}

/**
 * A thief knocks with two copies of the same credentials, and gets in where either does: the one that
 * it keeps as it is, and the one that it renews, in time or it would be too late to.
 */
export async function knockWithBoth<Seen>(
  kept: Pick<Renewer<Seen>, 'request'>,
  renewer: Renewer<Seen>,
  isIn: (seen: Seen) => boolean,
): Promise<Knocked<Seen>> {
  const first = await kept.request()
  const renewal = await renewer.renew()
  if (renewal === null || isIn(first)) return { seen: first, in: isIn(first), renewed: false }
  const second = await renewer.request()
  return isIn(second)
    ? { seen: second, in: true, renewed: true }
    : { seen: first, in: false, renewed: false }
}

import type { PendingEvent } from '../stores/account-events.ts'
import type { SessionStrategy } from '../strategies/contract.ts'

/**
 * A strategy in a workspace where an event has not reached everybody: it is finished first, and as
 * long as it cannot be, nothing of its account that it could void is accepted.
 * @param anew the same strategy, which has read nothing yet: keys are read once a request, and may be
 * what the event was about
 * @param settle finishes what it can and answers what is left; asked once a request
 * @throws `notYet` in the place of an answer
 */
export function untilFinished<Strategy extends SessionStrategy>(
  strategy: Strategy,
  anew: () => Strategy,
  id: string,
  settle: () => Promise<readonly PendingEvent[]>,
  notYet: () => Error,
): Strategy {
  let asked: Promise<readonly PendingEvent[]> | undefined
  const left = () => (asked ??= settle())

  async function mustBeFree(account: string): Promise<void> {
    const concerns = (event: PendingEvent) =>
      event.waiting.includes(id) && (event.account === null || event.account === account)
    if ((await left()).some(concerns)) throw notYet()
  }

  const { renew, regenerate } = strategy
  return {
    ...strategy,
    async verify(carried, request) {
      const before = await strategy.verify(carried, request)
      if (!before.ok) return before
      await mustBeFree(before.session.account)
      return anew().verify(carried, request)
    },
    async start(who, device, carried) {
      await mustBeFree(who.id)
      return strategy.start(who, device, carried)
    },
    async end(carried, scope) {
      const isConcerned = (await left()).some(({ waiting }) => waiting.includes(id))
      if (isConcerned && scope !== 'this') {
        // What an event is to void signs no other device out. What has run out may yet be renewed,
        // and whose it is cannot be told.
        const before = await anew().verify(carried)
        if (before.ok) await mustBeFree(before.session.account)
        else if (renew) throw notYet()
      }
      const ending = await strategy.end(carried, scope)
      if (ending.ok && ending.grant) await mustBeFree(ending.grant.session.account)
      return ending
    },
    ...(renew && {
      async renew(...given: Parameters<typeof renew>) {
        await left()
        const renewal = await renew(...given)
        if (renewal.ok) await mustBeFree(renewal.session.account)
        return renewal
      },
    }),
    ...(regenerate && {
      async regenerate(...given: Parameters<typeof regenerate>) {
        await mustBeFree(given[1].id)
        return regenerate(...given)
      },
    }),
  }
}

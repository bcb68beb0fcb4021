import { refused, type StrategyDefinition } from '../contract.ts'
import { jwtTokenVersion } from '../jwt-token-version.ts'

/** Faults that need two requests at once, for searches to find. */

/** Check, wait, grant: new credentials for a session that is not looked at again. */
export const checkWaitGrant = (right: StrategyDefinition): StrategyDefinition => ({
  ...right,
  create(context) {
    const whole = right.create(context)
    return {
      ...whole,
      async regenerate(carried, who, reach) {
        if (reach === 'all')
          return (await whole.regenerate?.(carried, who, reach)) ?? refused('revoked')
        return { ok: true, ...(await whole.start(who, 'a device', carried)) }
      },
    }
  },
})

/** What was voided is issued anew, against whatever is current by then. */
export const laundering: StrategyDefinition = {
  ...jwtTokenVersion,
  create(context) {
    const right = jwtTokenVersion.create(context)
    return {
      ...right,
      async end(carried, scope) {
        const verdict = await right.verify(carried)
        if (scope !== 'others' || !verdict.ok) return right.end(carried, scope)
        const { account: id, username, role, device } = verdict.session
        await context.versions.bump(id)
        const who = { id, username, role, disabled: false }
        return { ok: true, ended: 'server', grant: await right.start(who, device, {}) }
      },
    }
  },
}

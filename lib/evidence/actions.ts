import { z } from 'zod'
import { roles, scopes } from './names.ts'

/** What an actor does in a run, by name; `words/actions.ts` puts it into words. */

const username = z.string()

const byClients = [
  z.object({ type: z.literal('sign-in'), username }),
  z.object({ type: z.literal('request') }),
  z.object({ type: z.literal('renew') }),
  z.object({ type: z.literal('log-out'), scope: z.enum(scopes) }),
  z.object({ type: z.literal('change-password') }),
  z.object({ type: z.literal('reset-password') }),
  z.object({ type: z.literal('sign-in-again') }),
  z.object({ type: z.literal('end-device'), device: z.string() }),
  z.object({ type: z.literal('admin-report') }),
  z.object({ type: z.literal('watch') }),
  z.object({ type: z.literal('copy') }),
  z.object({ type: z.literal('close-browser') }),
] as const

const byTheOperator = [
  z.object({ type: z.literal('offer-reset'), username }),
  z.object({ type: z.literal('ban'), username }),
  z.object({ type: z.literal('delete'), username }),
  z.object({ type: z.literal('set-role'), username, role: z.enum(roles) }),
  z.object({ type: z.literal('force-logout'), username }),
  z.object({ type: z.literal('rekey'), username }),
  z.object({ type: z.literal('rotate-keys') }),
  z.object({ type: z.literal('routine-rotation') }),
  z.object({ type: z.literal('logout-all-users') }),
] as const

export const actionSchema = z.discriminatedUnion('type', [
  ...byClients,
  ...byTheOperator,
  /** Done without asking the server; only the attack that did it can say what it was. */
  z.object({ type: z.literal('note'), text: z.string() }),
])

export type Action = z.infer<typeof actionSchema>

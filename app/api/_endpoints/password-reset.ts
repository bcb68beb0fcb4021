import { z } from 'zod'
import { resetPassword } from '#lib/workspace/password-reset.ts'
import { ok, problem } from '../_http/answer.ts'
import { inWorkspace } from '../_http/endpoint.ts'
import { effectsBody, newPassword, username } from './schemas.ts'

export const passwordReset = inWorkspace(
  {
    method: 'POST',
    path: '/api/password-reset',
    tag: 'Sessions',
    summary: 'Set a new password by a reset: every session of the account ends, and none begins',
    body: z.strictObject({ token: z.string().min(1).max(256), next: newPassword }),
    success: { status: 200, schema: effectsBody.extend({ username }) },
    problems: ['reset_invalid', 'account_disabled', 'rate_limited', 'store_unavailable'],
  },
  async (call) => {
    const result = await resetPassword(call, call.body)
    if (result.ok) return ok({ username: result.username, effects: result.effects })
    const { reason, retryAfter } = result
    return problem(reason, retryAfter === undefined ? {} : { retryAfter })
  },
)

import { nextAuthJwt } from '#lib/strategies/next-auth-jwt.ts'
import { processRuntime } from '#lib/workspace/process-runtime.ts'
import { mounted } from '../../_http/library.ts'

export const dynamic = 'force-dynamic'

/** next-auth's own endpoints, as an application mounts them. */
const handle = mounted(nextAuthJwt, processRuntime)
export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
}

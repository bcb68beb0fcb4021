import { processRuntime } from '#lib/workspace/process-runtime.ts'
import { serve } from '../_http/serve.ts'

export const dynamic = 'force-dynamic'

const handle = (request: Request) => serve(request, processRuntime)
export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
}

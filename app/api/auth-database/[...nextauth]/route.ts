import { serveLibrary } from '../../_http/library.ts'

export const dynamic = 'force-dynamic'

/** next-auth's own endpoints, as an application mounts them. */
async function handle(request: Request, context: { params: Promise<{ nextauth: string[] }> }) {
  const { nextauth } = await context.params
  return serveLibrary(request, 'next-auth-database', nextauth.join('/'))
}
export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
}

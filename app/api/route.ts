export { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from './_http/serve.ts'

export const dynamic = 'force-dynamic'

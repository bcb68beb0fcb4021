// Where no listener of ours gives every call one path: `npm run dev`, and a path that ends in a slash.
export { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from '../_http/serve.ts'

export const dynamic = 'force-dynamic'

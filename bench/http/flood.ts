// Many who sign in at once, in a process of their own: who measures the others is not held up by them.
// Started by `npm run bench:http` with an address and a number; told to begin, it tells how it went.
import { once } from 'node:events'
import { visit } from './visitor.ts'

const [, , url = '', signIns = ''] = process.argv
const { signIn } = await visit(url, 'cookie')
process.send?.('ready')
await once(process, 'message')
const began = performance.now()
const all = Array.from({ length: Number(signIns) }, () => signIn('stateless-jwt'))
const refused = (await Promise.all(all)).filter((status) => status !== 200)
process.send?.({ refused, seconds: (performance.now() - began) / 1000 })
process.disconnect()

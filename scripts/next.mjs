// Next's own commands, on the right Node and without telemetry: node scripts/next.mjs dev
import { become } from './child.mjs'

const [command = 'dev', ...rest] = process.argv.slice(2)
const here = command === 'dev' ? ['--hostname', '127.0.0.1'] : []
process.exitCode = await become(['node_modules/next/dist/bin/next', command, ...here, ...rest], {
  NEXT_TELEMETRY_DISABLED: '1',
  // As the server tells next-auth: its address is that of the request.
  AUTH_TRUST_HOST: '1',
  NEXTAUTH_URL: '',
})

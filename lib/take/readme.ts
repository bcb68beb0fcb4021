import { eventNames, type EventName } from '../strategies/events.ts'
import { promised } from '../strategies/describe.ts'
import { defaultLifetimes } from '../strategies/lifetimes.ts'
import type { StrategyDefinition } from '../strategies/contract.ts'
import { costWords, promiseWords } from '../evidence/words/promises.ts'
import { readable } from '../evidence/words/durations.ts'

/** For a folder whose revocations are in Redis: how to start one, and what it is to be trusted with. */
const REDIS = `redis-server --port 6390 --appendonly yes --maxmemory-policy noeviction &
export REDIS_URL=redis://127.0.0.1:6390
`
const BESIDE = `
## Redis, and where the rest is

Revocations are kept in Redis 7 or later, or Valkey (\`REDIS_URL\`); every process follows a stream of them
and holds all in its memory, so that a check asks nobody. Without a Redis nothing starts, and neither
does it with one that evicts or has no append-only file: it would forget who was signed out. With
\`appendfsync always\` nothing that was acknowledged is lost when its machine loses power.

A process whose memory may be older than \`replicaBound\` throws: answer 503. It recovers by itself.

The signing keys, and the record by which a Redis that was emptied or has lost its last writes is noticed
(all that was issued before is void then), are in the SQLite file, since what notices must not be forgotten
together with what it watches. **All processes share that file**, so as it is the folder serves as many
processes as you like on one machine. For several machines put both into a database that all of them reach:
two small stores, \`KeyStore\` (\`src/stores/contract.ts\`) and \`ServerStateStore\`
(\`src/stores/server-state.ts\`), which the lab has for PostgreSQL in \`lib/stores/postgres\`. Keys are read with
each request: give \`createKeyRing\` a \`version\` where that is a read too many. Files of their own would be labs of their own: a log-out in one is not heard of in another.
`

/** What a strategy promises and what it does not, from what it declares. */
export function readme(definition: StrategyDefinition): string {
  const { id, title, summary, fit, unfit, promises, collateral, cost, needs } = definition
  const row = (event: EventName) =>
    `| \`${event}\` | ${promiseWords(promised(promises[event], defaultLifetimes))} | ${collateral[event] ?? 'nobody'} |`
  const { writesAMinute } = cost.request
  const touched = writesAMinute ? `, and ${writesAMinute} write a minute at most` : ''
  const signs = needs.includes('tokens') || needs.includes('keys')
  const isReplicated = needs.includes('replicatedRevocations')
  const lasting = Object.entries(defaultLifetimes)
    .map(([name, seconds]) => `\`${name}\` ${readable(seconds)}`)
    .join(', ')
  const traits = [
    definition.listsSessions ? 'It lists the devices of an account, and ends one of them.' : '',
    definition.renews ? 'Its credentials are renewed: see `renew`.' : '',
    definition.detectsReuse ? 'It notices a refresh token that is used twice.' : '',
    definition.renewsExpired ? 'It trades an expired credential, too, for a new one.' : '',
    definition.keepsCredentials
      ? 'The server keeps the credential itself: who reads its table can sign in.'
      : '',
    definition.tolerance > 0
      ? `Its library forces ${definition.tolerance} s of clock tolerance.`
      : '',
  ].filter((trait) => trait !== '')
  return `# ${title}

${summary}

- **Fit for:** ${fit}
- **Unfit for:** ${unfit}
${traits.map((trait) => `- ${trait}\n`).join('')}
Taken from Logout Lab, where it is called \`${id}\`: the very files that the lab runs.

## What it promises

When a copy that was stolen before an event stops being accepted, and who else loses a session:

| event | the copy is refused | who else is hit |
| --- | --- | --- |
${eventNames.map(row).join('\n')}

Under the default lifetimes: ${lasting}. \`npm test\` plays every event and demands exactly this, in both
directions, under two sets of lifetimes.

What it asks of the stores: ${costWords(cost.request)} for an accepted request${touched}; ${costWords(cost.forged)}
to refuse a forged credential${cost.renewal ? `; ${costWords(cost.renewal)} for a renewal` : ''}.

## Run it

\`\`\`sh
npm install
${isReplicated ? REDIS : ''}npm test
SESSION_SECRET=$(openssl rand -hex 32) node examples/express.ts
\`\`\`

Node 22.18 or later. Alice's password in the examples is \`correct horse\`:

\`\`\`sh
curl -i http://127.0.0.1:3000/login -c jar --json '{"username":"alice","password":"correct horse"}'
curl http://127.0.0.1:3000/me -b jar
\`\`\`

For Next: put \`src\`, \`db\` and \`examples/sessions.ts\` into your application with the dependencies of
\`package.json\`, and \`examples/next-route.ts\` as \`app/api/session/route.ts\`, whose imports then begin with
\`../../../src/\` and \`../../../examples/\`. Its \`tsconfig.json\` needs \`"allowImportingTsExtensions": true\` and
a \`target\` of \`ES2022\` or later.
${isReplicated ? BESIDE : ''}
## Use it

\`openStores\` and \`openSessions\` (\`src/sessions.ts\`) open the database and make the sessions over it;
their \`strategy()\`, made for each request, has all calls of \`src/strategies/contract.ts\`. Your application
owns the accounts and the passwords, and owes the strategy three things:

- **Tell it what happens to an account**: after a ban, a deletion, a new role, a new id or a forced
  sign-out is stored, call \`on\` with the event, and again until it succeeds. A change that was stored
  while \`on\` failed has not signed anybody out yet.
- **After a new password** call \`passwordChanged\`, and when the password was given again \`grantAnew\`
  (\`src/strategies/anew.ts\`): the device that asks gets new credentials. Look at the account once more
  after granting: a ban may have come in between.
- **Fail closed**: what throws is an outage, and no refusal: answer 503 and not 401.

Cookies are \`SameSite=Lax\`: keep changes away from GET. Call \`prune\` now and then. ${signs ? 'The signing\nkeys rest in the database, sealed with the secret: without it they do not open.' : 'It signs nothing: the\nsecret is not used.'}

Give it a file of its own: one that holds other tables is refused, and so is one that another version of
this folder has made. Behind a proxy with TLS the application has to know its own address, or cookies are not
\`Secure\`: \`trust proxy\` in Express; Next believes \`X-Forwarded-Proto\`.

Migrations are applied from \`db/migrations\` of the folder in which the process was started. A
\`workspace\` in the tables is a tenant: one is enough.

## Licence

MIT, see LICENSE.
`
}

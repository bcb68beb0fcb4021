import { createPublicKey } from 'node:crypto'
import type { Attack } from '../attack.ts'
import {
  invented,
  promoted,
  putTogether,
  signedText,
  signedWithOwnKey,
  signedWithSecret,
  takeApart,
} from './token-parts.ts'
import { forgery, rewriting } from './forging.ts'
import { controlToken, crack } from './guessable.ts'

const algNone = rewriting(
  {
    id: 'forgery-alg-none',
    title: 'A token that says it needs no signature',
    story:
      'The thief writes "alg": "none" into the header, in every spelling that a library was ever fooled by, and makes itself an administrator.',
    requirements: ['rfc8725-3.1', 'asvs-9.1.2', 'wstg-sess-10'],
  },
  (model) =>
    ['none', 'None', 'NONE', 'nOnE', ''].flatMap((alg) => {
      const { header, claims, signature } = promoted(model)
      const parts = { header: { ...header, alg }, claims }
      return ['', signature].map((mark) => putTogether({ ...parts, signature: mark }))
    }),
)

const strippedSignature = rewriting(
  {
    id: 'forgery-stripped-signature',
    title: 'The signature cut off',
    story: 'The thief keeps the header as it is and leaves the signature away.',
    requirements: ['rfc8725-3.3', 'asvs-9.1.1', 'wstg-sess-10'],
  },
  (model) =>
    [model, promoted(model)].flatMap((parts) => [signedText(parts), `${signedText(parts)}.`]),
)

const publicKeyAsSecret = rewriting(
  {
    id: 'forgery-public-key-as-secret',
    title: 'The public key, taken for a secret',
    story:
      'The server signs with a private key and anybody may have the public one. The thief signs with that, as if it were a shared secret, and says so in the header.',
    media: ['process'],
    settings: { algorithm: 'ES256' },
    requirements: ['rfc8725-3.1', 'asvs-9.1.2'],
  },
  async (model, context) =>
    (await context.publicKeys()).flatMap(({ kid, pem }) => {
      const parts = promoted(model)
      const der = createPublicKey(pem).export({ type: 'spki', format: 'der' })
      return [pem, pem.trim(), pem.replaceAll('\n', ''), der].map((secret) =>
        signedWithSecret({ ...parts, header: { ...parts.header, kid } }, secret),
      )
    }),
)

const keyInHeader = rewriting(
  {
    id: 'forgery-key-in-header',
    title: 'A token that brings its own key',
    story:
      'The thief signs with a key of its own and puts the public half into the header, or an address where it can be fetched.',
    requirements: ['rfc8725-3.8', 'rfc8725-3.10', 'asvs-9.1.3'],
  },
  (model) => {
    const address = 'http://127.0.0.1:9/keys'
    return [
      signedWithOwnKey(promoted(model), (jwk) => ({ jwk })),
      signedWithOwnKey(promoted(model), (jwk) => ({ jwk: { ...jwk, kid: 'own' }, kid: 'own' })),
      signedWithOwnKey(promoted(model), () => ({ jku: address })),
      signedWithOwnKey(promoted(model), () => ({ x5u: address, kid: 'own' })),
    ]
  },
)

/** What a careless look-up by "kid" may come to, and the secret that it would find there. */
const kids: readonly [kid: unknown, secret: string][] = [
  ['../../../../../../dev/null', ''],
  ['/dev/null', ''],
  ["' UNION SELECT 'forged' --", 'forged'],
  ["x' OR '1'='1", ''],
  ['', ''],
  ['__proto__', '[object Object]'],
  ['HS256', 'HS256'],
  [['key-1'], 'key-1'],
  [null, ''],
]

const kidGames = rewriting(
  {
    id: 'forgery-kid',
    title: 'A key id that is no key id',
    story:
      'The thief lets the key id name a file, a piece of SQL or nothing at all, and signs with what a careless look-up would find there.',
    requirements: ['rfc8725-3.10', 'wstg-sess-10'],
  },
  (model) => {
    const { header, claims, signature } = promoted(model)
    return kids.map(([kid, secret]) =>
      signedWithSecret({ header: { ...header, kid }, claims, signature }, secret),
    )
  },
)

const tamperedClaims = rewriting(
  {
    id: 'forgery-tampered-claims',
    title: 'Other claims under the old signature',
    story:
      'The thief makes itself an administrator, or somebody else, or lets its token never end, and leaves the signature as it was.',
    requirements: ['asvs-9.1.1', 'wstg-sess-10'],
  },
  (model) =>
    [{ role: 'admin' }, { sub: 'admin', username: 'admin' }, { exp: 95_617_584_000 }].map(
      (changed) => putTogether({ ...model, claims: { ...model.claims, ...changed } }),
    ),
)

const otherType = forgery(
  {
    id: 'forgery-other-type',
    title: 'One kind of credential for another',
    story:
      'The thief presents a refresh token as an access token, a cached copy as a session id, and the other way round.',
    requirements: ['rfc8725-3.11', 'rfc8725-3.12', 'asvs-9.2.2'],
    predict: ({ credentials }) =>
      credentials.length === 1 ? { not: 'There is one kind of credential alone.' } : 'fails',
  },
  async (_, copy) =>
    Object.keys(copy).flatMap((name) =>
      Object.entries(copy).flatMap(([kind, value]) => (kind === name ? [] : [{ name, value }])),
    ),
)

const fromElsewhere = (
  kind: 'workspace' | 'strategy',
  described: Pick<Attack, 'id' | 'title' | 'story' | 'requirements'>,
) =>
  forgery(described, async (context, copy) => {
    const genuine: string[] = []
    for (const stranger of await context.elsewhere(kind)) {
      const entry = await stranger.signIn('alice')
      if (!entry.accepted || !(await stranger.request()).accepted) {
        throw new Error(`nobody got in where the credential is from: ${entry.reason}`)
      }
      genuine.push(...Object.values(await stranger.holds()))
    }
    return Object.keys(copy).flatMap((name) => genuine.map((value) => ({ name, value })))
  })

const CONTROL = 'My Super Secret'

const guessedSecret = forgery(
  {
    id: 'forgery-guessed-secret',
    title: 'A secret that stands in a tutorial',
    story:
      'At home, the thief tries a list of well-known secrets on the stolen token: no server sees it. With the one that fits it would sign whatever it likes.',
    requirements: ['rfc8725-3.5', 'wstg-sess-10'],
  },
  async (context, copy) => {
    if (crack(controlToken(CONTROL)) !== CONTROL) throw new Error('the list cracks nothing')
    return Object.entries(copy).map(([name, genuine]) => {
      const model = promoted(takeApart(genuine) ?? invented(context.strategy.id))
      // Where nothing fits the token, the best guess is presented blindly.
      return { name, value: signedWithSecret(model, crack(genuine) ?? CONTROL) }
    })
  },
)

const described = [
  algNone,
  strippedSignature,
  publicKeyAsSecret,
  keyInHeader,
  kidGames,
  tamperedClaims,
  otherType,
  fromElsewhere('strategy', {
    id: 'forgery-other-strategy',
    title: 'A credential of another strategy',
    story:
      'The owner is signed in under every other strategy too. The thief presents each of those credentials here.',
    requirements: ['rfc8725-3.8', 'asvs-9.2.3'],
  }),
  fromElsewhere('workspace', {
    id: 'forgery-other-workspace',
    title: 'A credential of another workspace',
    story:
      'Somebody of the same name is signed in in another workspace of the same server. The thief presents that credential here.',
    requirements: ['rfc8725-3.9', 'asvs-9.2.3', 'asvs-8.4.1'],
  }),
  guessedSecret,
]

export const forgeries: readonly Attack[] = described.map((attack) => ({
  ...attack,
  file: 'forgery/forged-tokens.ts',
}))

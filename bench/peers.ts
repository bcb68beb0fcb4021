import { createHmac, randomBytes } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { memoryAdapter } from 'better-auth/adapters/memory'
import expressSession from 'express-session'
import { createSigner, createVerifier } from 'fast-jwt'
import { getIronSession, sealData } from 'iron-session'
import jsonwebtoken from 'jsonwebtoken'
import { encode, getToken } from 'next-auth/jwt'
import type { Subject } from './rounds.ts'

/**
 * What others would use for the same: who is asking, from a cookie or a token. Its packages are those of
 * `bench/package.json`; the checks of the repository look at none of it.
 */

const SECRET = randomBytes(32).toString('base64url')
const USER = { sub: 'alice', username: 'alice', role: 'member', device: 'a browser' }
const CALLS = 50

const peer = (name: string, call: () => unknown): Subject => ({
  name,
  kind: 'peer',
  calls: CALLS,
  call,
})

/** As long as the lab's own, so that the same is signed and parsed. */
const claimsLike = (token: string) => ({
  ...USER,
  more: 'x'.repeat(Math.max(0, token.length / 2 - 120)),
})

const rules = { issuer: 'bench', audience: 'bench' }

function jsonWebToken(claims: object): Subject {
  const token = jsonwebtoken.sign(claims, SECRET, { ...rules, expiresIn: '1h' })
  return peer('jsonwebtoken', () =>
    jsonwebtoken.verify(token, SECRET, { ...rules, algorithms: ['HS256'] }),
  )
}

function fastJwt(claims: object): Subject[] {
  const token = createSigner({ key: SECRET, iss: 'bench', aud: 'bench', expiresIn: 3_600_000 })(
    claims,
  )
  const verifier = (cache: boolean) =>
    createVerifier({
      key: SECRET,
      algorithms: ['HS256'],
      allowedIss: 'bench',
      allowedAud: 'bench',
      cache,
    })
  const [plain, caching] = [verifier(false), verifier(true)]
  return [
    peer('fast-jwt, without a cache', () => plain(token)),
    peer('fast-jwt, with its cache', () => caching(token)),
  ]
}

async function nextAuth(): Promise<Subject> {
  const value = await encode({ token: { ...USER }, secret: SECRET })
  const cookieName = 'next-auth.session-token'
  const req = { headers: {}, cookies: { [cookieName]: value } } as unknown as Parameters<
    typeof getToken
  >[0]['req']
  return peer('next-auth: session by getToken', async () => {
    const token = await getToken({ req, secret: SECRET, cookieName })
    if (token?.sub !== USER.sub) throw new Error('next-auth lets nobody in')
  })
}

async function ironSession(): Promise<Subject> {
  const seal = await sealData(USER, { password: SECRET })
  const request = new Request('http://localhost/', { headers: { cookie: `iron=${seal}` } })
  const options = { password: SECRET, cookieName: 'iron' }
  return peer('iron-session: session by getIronSession', async () => {
    const session = await getIronSession<typeof USER>(request, new Response(), options)
    if (session.sub !== USER.sub) throw new Error('iron-session lets nobody in')
  })
}

/** With the store that it brings, which answers in a later turn of the loop. */
function express(): Subject {
  const store = new expressSession.MemoryStore()
  const middleware = expressSession({
    secret: SECRET,
    store,
    resave: false,
    saveUninitialized: false,
  })
  const id = randomBytes(24).toString('base64url')
  const cookie = { originalMaxAge: 3_600_000, expires: new Date(Date.now() + 3_600_000) }
  store.set(id, { cookie, user: USER } as unknown as expressSession.SessionData)
  const mac = createHmac('sha256', SECRET).update(id).digest('base64').replace(/=+$/, '')
  const headers = { cookie: `connect.sid=${encodeURIComponent(`s:${id}.${mac}`)}` }
  type Handler = (req: object, res: object, next: (error?: unknown) => void) => void
  const handle = middleware as unknown as Handler
  return peer('express-session: session from memory', async () => {
    const req = { headers, url: '/', originalUrl: '/', connection: {} }
    await new Promise<void>((resolve, reject) => {
      const done = (error?: unknown) => (error ? reject(error) : resolve())
      handle(req, { end() {}, writeHead() {}, getHeader() {}, setHeader() {} }, done)
    })
    if (!('session' in req) || !(req.session as object as { user?: object }).user) {
      throw new Error('express-session lets nobody in')
    }
  })
}

async function betterAuthWith(name: string, cookieCache: boolean): Promise<Subject> {
  const auth = betterAuth({
    secret: SECRET,
    baseURL: 'http://localhost:3000',
    database: memoryAdapter({ user: [], session: [], account: [], verification: [] }),
    emailAndPassword: { enabled: true },
    session: { cookieCache: { enabled: cookieCache, maxAge: 3_600 } },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
  })
  const { headers: set } = await auth.api.signUpEmail({
    body: { name: 'alice', email: 'alice@example.com', password: 'correct horse battery' },
    returnHeaders: true,
  })
  const cookie = set
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const headers = new Headers({ cookie })
  return peer(name, async () => {
    const found = await auth.api.getSession({ headers })
    if (found?.user.email !== 'alice@example.com') throw new Error('better-auth lets nobody in')
  })
}

export async function peers(token: string): Promise<Subject[]> {
  const claims = claimsLike(token)
  return [
    jsonWebToken(claims),
    ...fastJwt(claims),
    await nextAuth(),
    await ironSession(),
    express(),
    await betterAuthWith('better-auth: session from memory', false),
    await betterAuthWith('better-auth: session by its cookie cache', true),
  ]
}

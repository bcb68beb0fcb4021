// An Express app: SESSION_SECRET=... node examples/express.ts
import express, { type ErrorRequestHandler, type Request } from 'express'
import { carriedIn, setCookies } from '#lib/standalone/cookies.ts'
import { checkPassword, sessions } from './sessions.ts'

const originOf = ({ protocol, host }: Request) => new URL(`${protocol}://${host}`)
const carriedBy = (request: Request) => carriedIn(request.headers.cookie, originOf(request))

export const app = express()
app.use(express.json())
app.post('/login', async (request, response) => {
  const { username, password } = Object(request.body) as Record<string, unknown>
  const who = await checkPassword(username, password)
  if (!who) return void response.sendStatus(401)
  const device = request.get('User-Agent') ?? ''
  const { credentials } = await sessions.strategy().start(who, device, carriedBy(request))
  response.setHeader('Set-Cookie', setCookies(credentials, originOf(request))).sendStatus(204)
})
app.get('/me', async (request, response) => {
  const verdict = await sessions.strategy().verify(carriedBy(request))
  response.status(verdict.ok ? 200 : 401).json(verdict)
})
app.post('/renew', async (request, response) => {
  const renewal = await sessions.strategy().renew?.(carriedBy(request))
  if (!renewal) return void response.sendStatus(404)
  if (!renewal.ok) return void response.sendStatus(401)
  response
    .setHeader('Set-Cookie', setCookies(renewal.credentials, originOf(request)))
    .sendStatus(204)
})
app.post('/logout', async (request, response) => {
  const ending = await sessions.strategy().end(carriedBy(request), 'this')
  response.setHeader('Set-Cookie', setCookies(null, originOf(request))).json(ending)
})
// A body that cannot be read has a status of its own. All else is an outage, and no refusal.
const failure: ErrorRequestHandler = (error: unknown, _, response, _next) => {
  const { status = 503 } = Object(error) as { status?: number }
  response.sendStatus(status)
}
app.use(failure)

if (import.meta.main) app.listen(3000, '127.0.0.1')

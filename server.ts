// The production server: Next behind a listener of our own. Next believes whatever forwarded headers
// a client writes, and rate limits and cookies need what is really so.
import './server/quick-drizzle.mjs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readEnv } from '#lib/env.ts'
import { shapeLine } from '#lib/workspace/shape.ts'
import { lineOf } from '#lib/workspace/start-failure.ts'
import { createListener, log, type Handler, type Upgrading } from './server/listener.ts'
import { createSockets } from './server/sockets.ts'
import { whyNotListening } from './server/not-listening.ts'

/** How long requests that are under way may take once the server is told to stop. */
const GRACE = 3_000
/** After so much of it, those who still wait for their turn are told to come back. */
const PATIENCE = 2_000

const fail = (line: string): never => {
  console.error(line)
  process.exit(1)
}

async function main() {
  if (Number(process.versions.napi) < 10) {
    fail(`SQLite needs Node 22.14 or later, and this is ${process.version}: use npm run start.`)
  }
  const read = readEnv()
  if (!read.ok) return fail(read.problems.join('\n'))
  const { HOST, PORT, TRUST_PROXY, LAB_NODE } = read.env
  // Read by React and Next when they load, which is why they load below.
  // next-auth is told its address with each request, and takes it from there.
  const told = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', AUTH_TRUST_HOST: '1' }
  Object.assign(process.env, told)
  // An address of somewhere else, left in the environment, would win over that of the request.
  delete process.env['NEXTAUTH_URL']

  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      // Next listens as well, once it is loaded, and logs.
      if (process.listenerCount(event) === 1) log('An error reached nobody', error)
    })
  }

  const prepared = Promise.withResolvers<Handler>()
  const upgrading = Promise.withResolvers<Upgrading>()
  const { server, open, admission } = createListener(prepared.promise, {
    trust: TRUST_PROXY,
    node: LAB_NODE,
    upgrading: upgrading.promise,
  })
  const refuseToStart = (error: Error) =>
    fail(whyNotListening(error, { host: HOST, port: PORT, command: 'npm run demo' }))
  server.once('error', refuseToStart)
  await new Promise<void>((resolve) => server.listen(PORT, HOST, resolve))
  // From here on an error is about one connection, as when there are too many, and not about the server.
  server.off('error', refuseToStart).on('error', (error) => log('A connection failed', error))
  const { port } = server.address() as AddressInfo

  // Nobody is told of an address whose every answer would be an outage.
  const { processRuntime } = await import('#lib/workspace/process-runtime.ts')
  const runtime = await processRuntime().catch((error: unknown) => fail(lineOf(error)))

  const { handshake } = await import('#app/api/_http/upgrade.ts')
  const sockets = createSockets(handshake, LAB_NODE)
  upgrading.resolve(sockets.upgrade)

  const { default: next } = await import('next')
  const app = next({
    dev: false,
    dir: import.meta.dirname,
    hostname: HOST,
    port,
    quiet: true,
    // Next listens for web sockets on the server that it is given, and has none: ours are not its own.
    httpServer: createServer(),
  })
  // Next would say how long it took to read its settings; errors go elsewhere.
  const { log: say } = console
  console.log = () => {}
  try {
    await app.prepare()
  } catch (error) {
    return fail(lineOf(error))
  } finally {
    console.log = say
  }
  prepared.resolve(app.getRequestHandler())

  const stop = once(async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    sockets.close()
    for (const response of open.values()) if (isEventStream(response)) response.end()
    setTimeout(() => admission.close(), PATIENCE).unref()
    setTimeout(() => server.closeAllConnections(), GRACE).unref()
    await closed
    await app.close()
    // The last word is in the file itself then, and not in the log beside it.
    await runtime.close()
    process.exit(0)
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  // The command that started this server has gone.
  process.on('disconnect', stop)
  process.channel?.unref()

  const shown = HOST.includes(':') ? `[${HOST}]` : HOST.replace(/^0\.0\.0\.0$/, '127.0.0.1')
  const url = `http://${shown}:${port}`
  // The first page takes ten times as long as the next: nobody should have to wait for it.
  await fetch(url).then(
    (response) => response.text(),
    () => null,
  )
  console.log(shapeLine(runtime.backend.engines))
  for (const line of runtime.backend.accepted()) console.log(`Accepted: ${line}`)
  console.log(`Logout Lab is at ${url}`)
}

const isEventStream = (response: ServerResponse) =>
  String(response.getHeader('content-type')).startsWith('text/event-stream')

function once(work: () => Promise<void>) {
  let begun = false
  return () => {
    if (begun) return
    begun = true
    void work()
  }
}

await main()

// What a request costs over HTTP: `/me` of every strategy on the built server, beside a bare route of
// the same server and beside the same strategies on node:http alone; at a fixed rate, and with
// revocations and a flood of sign-ins under way. Exits with 1 where a ratio that was asked for is missed.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { startServer } from '../../scripts/served.ts'
import { about, keep, rounded } from '../about.ts'
import { spread } from '../rounds.ts'
import { flooded, underRevocations } from './disturbed.ts'
import { evenly } from './evenly.ts'
import { load, middle, type Served, type Target } from './load.ts'
import { raisesOf, sharesOf } from './targets.ts'
import { strategies } from '../../lib/strategies/registry.ts'
import { visit, type Kind, type Visitor } from './visitor.ts'
import { optionsOf } from '../../scripts/options.ts'

const ROUNDS = 3
/** Requests a second that every strategy keeps up with, over all connections. */
const RATE = 200

export interface Subject {
  server: 'next' | 'node:http'
  /** A strategy, or `bare`: a handler that does nothing. */
  name: string
  transport: Kind
  /** Signs in anew: a credential may live for a minute alone. */
  enter(): Promise<Target>
}

const plainSchema = z.object({ url: z.string(), workspace: z.string() })

async function plainSubjects(folder: string) {
  const child = fork(join(import.meta.dirname, 'plain-server.ts'), [join(folder, 'plain.db')], {
    env: { ...process.env, AUTH_TRUST_HOST: '1', NODE_ENV: 'production' },
  })
  const told: unknown = await once(child, 'message')
  const [{ url, workspace }] = z.tuple([plainSchema], z.unknown()).parse(told)
  const enter = async (id: string): Promise<Target> => {
    const Cookie = await (await fetch(`${url}/${id}`, { method: 'POST' })).text()
    return { url: `${url}/${id}`, headers: { Cookie, 'X-Lab-Workspace': workspace } }
  }
  const subjects = strategies.map(({ id }): Subject => ({
    server: 'node:http',
    name: id,
    transport: 'cookie',
    enter: () => enter(id),
  }))
  const bare: Subject = {
    ...bareOf(() => enter('cookie-session'), `${url}/bare`),
    server: 'node:http',
  }
  return { subjects: [bare, ...subjects], stop: () => child.disconnect() }
}

/** A handler that does nothing, asked with all that a request under a strategy brings. */
const bareOf = (enter: () => Promise<Target>, url: string): Subject => ({
  server: 'next',
  name: 'bare',
  transport: 'cookie',
  enter: async () => ({ ...(await enter()), url }),
})

/** Seconds of CPU that the built server has used so far; none is told by the other. */
async function cpuOf({ server }: Subject, { url }: Target): Promise<number> {
  if (server !== 'next') return 0
  const text = await (await fetch(new URL('/metrics', url))).text()
  return Number(/^process_cpu_seconds_total\S* (\S+)$/m.exec(text)?.[1])
}

/**
 * Loads a subject and, right before or after, the bare handler: what else the machine does changes from
 * one second to the next. `share` is of the requests that the bare one answered; `cpu` seconds a request.
 */
async function besideBare(subject: Subject, bare: Subject, bareFirst: boolean, seconds: number) {
  const loadBare = async () => (await load(await bare.enter(), Math.max(1, seconds / 2))).perSecond
  const before = bareFirst ? await loadBare() : null
  const target = await subject.enter()
  const from = await cpuOf(subject, target)
  const run = await load(target, seconds)
  const cpu = ((await cpuOf(subject, target)) - from) / (run.answered + run.errors)
  return { ...run, cpu, share: run.perSecond / (before ?? (await loadBare())) }
}

/** All in turns, so that whatever else the machine does befalls them alike. */
async function inTurns(subjects: readonly Subject[], seconds: number) {
  const runs = subjects.map((): Awaited<ReturnType<typeof besideBare>>[] => [])
  // The first calls compile what they run.
  for (const { enter } of subjects) await load(await enter(), 1)
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const [index, subject] of subjects.entries()) {
      const { server, name } = subject
      progress(`round ${round} of ${ROUNDS}: ${name} on ${server}`)
      const bare = subjects.find((one) => one.server === server && one.name === 'bare') ?? subject
      runs[index]?.push(await besideBare(subject, bare, round % 2 === 0, seconds))
    }
  }
  return subjects.map(({ server, name, transport }, index) => {
    const all = runs[index] ?? []
    const share = spread(all.map((one) => one.share)).median
    const cpuMicros = spread(all.map(({ cpu }) => cpu * 1e6)).median
    // Of the other server the CPU is not told: there, requests are all that it does.
    const figures = { ...middle(all), share, ...(server === 'next' && { cpuMicros }) }
    return { server, name, transport, ...figures }
  })
}

async function withFlood(visitor: Visitor, url: string) {
  await using another = await startServer(settings)
  return await flooded(visitor, url, another.url, progress)
}

const print = (text: string) => void process.stdout.write(`${text}\n`)
const progress = (text: string) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}`.padEnd(70))
}

const values = optionsOf({
  seconds: { type: 'string' },
  out: { type: 'string' },
  keep: { type: 'boolean' },
  // Strategies, with commas between: their requests alone, beside the bare handler's.
  only: { type: 'string' },
  // The flood of sign-ins alone.
  flood: { type: 'boolean' },
})
const only = values.only?.split(',')
const isWhole = only === undefined && !values.flood
if (values.keep && !isWhole) throw new Error('of a part nothing is kept')
const seconds = Number(values.seconds ?? 2)
const folder = mkdtempSync(join(tmpdir(), 'logout-lab-http-'))
const settings = { LAB_LIMIT_ADDRESS_FAILURES: '1000000' }
const server = await startServer(settings)
const plain = await plainSubjects(folder)
try {
  const [cookie, bearer] = [await visit(server.url, 'cookie'), await visit(server.url, 'bearer')]
  const onNext = ({ names, transport, enter }: Visitor) =>
    names.map((name): Subject => ({ server: 'next', name, transport, enter: () => enter(name) }))
  const bare = bareOf(() => cookie.enter('cookie-session'), `${server.url}/healthz`)
  const inCookies = onNext(cookie)
  const all = [bare, ...inCookies, ...onNext(bearer), ...plain.subjects]
  const asked = only ? all.filter(({ name }) => name === 'bare' || only.includes(name)) : all
  const full = values.flood ? [] : await inTurns(asked, seconds)
  const steady: ({ name: string } & Served)[] = []
  for (const { name, enter } of isWhole ? [bare, ...inCookies] : []) {
    progress(`at ${RATE} requests a second: ${name}`)
    steady.push({ name, ...(await evenly(await enter(), 2 * seconds, RATE)) })
  }
  const revoking = isWhole ? await underRevocations(cookie, RATE, seconds, progress) : []
  const flood = only ? null : await withFlood(cookie, server.url)

  const targets = [...sharesOf(full), ...(flood ? raisesOf(flood) : [])]
  const run = { about: about(), rate: RATE, full, steady, revoking, flood, targets }
  if (isWhole) {
    const json = `${JSON.stringify(run, rounded, 2)}\n`
    mkdirSync(values.out ?? 'evidence', { recursive: true })
    writeFileSync(join(values.out ?? 'evidence', 'http.json'), json)
  }
  if (values.keep) keep({ http: run })

  print('  a second  p50 ms  p99 ms  errors')
  const row = ({ perSecond, p50, p99, errors }: Served, what: string) =>
    print(
      `${perSecond.toFixed(0).padStart(10)} ${p50.toFixed(1).padStart(7)} ${p99.toFixed(1).padStart(7)} ${String(errors).padStart(7)}  ${what}`,
    )
  for (const one of full) {
    const cpu = one.cpuMicros === undefined ? '' : `, ${one.cpuMicros.toFixed(0)} µs of CPU`
    const share = `${(100 * one.share).toFixed(0)} % of bare`
    row(one, `${one.name} on ${one.server}, ${one.transport}: ${share}${cpu}`)
  }
  for (const one of steady) row(one, `${one.name} at ${RATE} a second`)
  for (const one of revoking) {
    row(one, `${one.name} at ${RATE} a second, with ${one.revocations} revocations under way`)
  }
  if (flood) {
    row(flood.before, 'cookie-session before the flood of sign-ins')
    row(flood.elsewhere, `the same with ${flood.signIns} sign-ins under way at another server`)
    row(flood.during, `cookie-session with ${flood.signIns} sign-ins under way`)
    print(`${flood.lasted.toFixed(1).padStart(10)} s until all of them had signed in`)
  }
  for (const { what, ratio, atLeast, atMost, isExempt } of targets) {
    const isKept = ratio >= (atLeast ?? 0) && ratio <= (atMost ?? Infinity)
    const bound = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`
    const verdict = isKept ? 'ok  ' : isExempt ? 'says' : 'MISS'
    print(`${verdict} ${ratio.toFixed(2)} (${bound})  ${what}`)
    if (!isKept && !isExempt) process.exitCode = 1
  }
} finally {
  plain.stop()
  await server[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
}

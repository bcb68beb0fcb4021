import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type * as Serve from '#app/api/_http/serve.ts'
import { credentialCookieName } from '#lib/kernel/cookie-names.ts'
import { eventNames } from '#lib/strategies/events.ts'
import type * as Registry from '#lib/strategies/registry.ts'
import type * as Open from '#lib/stores/open.ts'
import type * as Runtime from '#lib/workspace/runtime.ts'
import type * as Playwright from '../playwright.config.ts'
import { violations } from './boundaries.ts'
import { root } from './child.mjs'
import { applied, block, change, copySources, runTool } from './docs-example.ts'
import { strategyTable } from './readme.ts'

const page = readFileSync(join(root, 'docs/adding-a-strategy.md'), 'utf8')
const ID = 'signed-cookie-session'
const FILE = `lib/strategies/${ID}.ts`
const REGISTRY = 'lib/strategies/registry.ts'

const folder = mkdtempSync(join(tmpdir(), 'logout-lab-docs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const copy = copySources(join(folder, 'right'))
const before = contents()
addTo(copy)

/** Does what the page says: one file, and the lines that it shows for the registry. */
function addTo(place: string) {
  writeFileSync(join(place, FILE), block(page, 'ts', FILE), { flag: 'wx' })
  change(place, REGISTRY, (registry) => applied(registry, block(page, 'diff', REGISTRY)))
}

/** Every file of the copy, by a hash of what is in it. */
function contents(): Map<string, string> {
  const own = readdirSync(copy).filter((name) => name !== 'node_modules')
  const inside = own.flatMap((name) =>
    statSync(join(copy, name)).isDirectory()
      ? readdirSync(join(copy, name), { recursive: true, encoding: 'utf8' }).map(
          (path) => `${name}/${path.replaceAll('\\', '/')}`,
        )
      : name,
  )
  const files = inside.filter((path) => statSync(join(copy, path)).isFile())
  const hash = (path: string) =>
    createHash('sha256')
      .update(readFileSync(join(copy, path)))
      .digest('hex')
  return new Map(files.map((path) => [path, hash(path)]))
}

const load = (path: string) => import(pathToFileURL(join(copy, path)).href) as Promise<unknown>

const conformance = (place: string, ...more: string[]) => {
  const only = ['--project=conformance', '-t', `^${ID} `]
  // One process loads everything once: quicker here, and the other core is somebody else's.
  const thrifty = ['--no-isolate', '--maxWorkers=1', '--no-cache']
  return runTool(place, 'vitest/vitest.mjs', 'run', ...only, ...thrifty, ...more)
}

const report = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ fullName: z.string(), title: z.string(), status: z.string() }),
      ),
    }),
  ),
})

describe('the strategy of docs/adding-a-strategy.md', () => {
  it('is one new file, and two lines of the registry: the import and the entry', () => {
    const changed = [...contents()].filter(([path, hash]) => before.get(path) !== hash)
    expect(changed.map(([path]) => path).toSorted()).toEqual([REGISTRY, FILE].toSorted())
    const linesOf = (place: string) => readFileSync(join(place, REGISTRY), 'utf8').split('\n')
    const known = linesOf(root)
    expect(linesOf(copy).filter((line) => !known.includes(line))).toEqual([
      `import { signedCookieSession } from './${ID}.ts'`,
      '  signedCookieSession,',
    ])
  })

  it('keeps the boundaries', () => {
    expect(violations({ [FILE]: readFileSync(join(copy, FILE), 'utf8') })).toEqual([])
  })

  it('is well typed', async () => {
    const own = { extends: './tsconfig.json', include: [REGISTRY], exclude: [] }
    const config = { ...own, compilerOptions: { types: ['node'] } }
    writeFileSync(join(copy, 'tsconfig.docs.json'), JSON.stringify(config))
    const { output } = await runTool(copy, 'typescript/bin/tsc', '-p', 'tsconfig.docs.json')
    expect(output).toBe('')
  })

  it('passes the conformance suite', async () => {
    const file = join(folder, 'report.json')
    const written = ['--reporter=json', `--outputFile=${file}`]
    const { code, output } = await conformance(copy, ...written)
    expect(code, output).toBe(0)
    const { testResults } = report.parse(JSON.parse(readFileSync(file, 'utf8')))
    const passed = testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === 'passed')
      .map(({ fullName }) => fullName)
    for (const event of eventNames) {
      const kept = `${ID} keeps its promise ${event}`
      expect(
        passed.filter((name) => name === kept),
        'two sets of lifetimes',
      ).toEqual([kept, kept])
    }
    expect(passed).toContain(`${ID} costs what it declares`)
    expect(passed).toContain(`${ID} refuses every credential that was changed by a character`)
  })

  it('turns conformance red where it promises too little', async () => {
    const wrong = copySources(join(folder, 'wrong'))
    addTo(wrong)
    change(wrong, FILE, (source) =>
      source
        .replace('everyEvent(atOnce)', "{ ...everyEvent(atOnce), 'rotate-keys': notByThis }")
        .replace('atOnce, everyEvent }', 'atOnce, everyEvent, notByThis }'),
    )
    const suite = 'lib/strategies/conformance/promises.test.ts'
    const { code, output } = await conformance(wrong, suite)
    expect(code).not.toBe(0)
    expect(output).toContain('1 failed')
    const [, told = 'what the page shows'] = /```text\n(.*)\n```/.exec(page) ?? []
    expect(output).toContain(told)
  })

  it('is a Playwright project', async () => {
    const { default: config } = (await load('playwright.config.ts')) as typeof Playwright
    expect(config.projects?.map(({ name }) => name)).toContain(ID)
  })

  it('gets a row in the table of the README', async () => {
    const { strategies } = (await load(REGISTRY)) as typeof Registry
    expect(strategyTable(strategies)).toContain(`| [\`${ID}\`](${FILE})`)
  })
})

describe('its calls', () => {
  let runtime: Runtime.Runtime
  let call: (method: string, path: string, cookie?: string, body?: object) => Promise<Response>
  let password = ''

  beforeAll(async () => {
    const { createRuntime } = (await load('lib/workspace/runtime.ts')) as typeof Runtime
    const { IN_MEMORY, openBackend } = (await load('lib/stores/open.ts')) as typeof Open
    const { serve } = (await load('app/api/_http/serve.ts')) as typeof Serve
    const { strategies } = (await load(REGISTRY)) as typeof Registry
    runtime = await createRuntime({
      strategies,
      backend: openBackend(IN_MEMORY),
      secret: 'a secret for this test alone, and long enough',
      passwordCost: { memoryCost: 8, timeCost: 1, parallelism: 1 },
    })
    const { id, users } = await runtime.create()
    password = users.find(({ username }) => username === 'alice')?.password ?? ''
    call = (method, path, cookie = '', body) =>
      serve(
        new Request(`http://lab.test:3000/api/strategies${path}`, {
          method,
          headers: { 'X-Lab-Workspace': id, Cookie: cookie, 'Content-Type': 'application/json' },
          ...(body && { body: JSON.stringify(body) }),
        }),
        async () => runtime,
      )
  })
  afterAll(() => runtime.close())

  it('are listed with the others', async () => {
    const answer = await call('GET', '')
    const listed = z.array(z.object({ id: z.string() })).parse(await answer.json())
    expect(listed.map(({ id }) => id)).toContain(ID)
  })

  it('sign in, say who is there, and sign out for good', async () => {
    const login = await call('POST', `/${ID}/login`, '', { username: 'alice', password })
    expect(login.status).toBe(200)
    const [cookie = ''] = login.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
    expect(cookie).toContain(
      `${credentialCookieName(ID, 'access', new URL('http://lab.test:3000'))}=`,
    )
    expect((await call('GET', `/${ID}/me`, cookie)).status).toBe(200)
    const logout = await call('POST', `/${ID}/logout`, cookie, {})
    expect(await logout.json()).toEqual({ ended: 'server' })
    expect((await call('GET', `/${ID}/me`, cookie)).status).toBe(401)
  })
})

import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { strategies } from '#lib/strategies/registry.ts'
import { GET } from '../../openapi.json/route.ts'
import { endpoints } from '../_endpoints/all.ts'
import { cookieOf, createServer, ORIGIN } from './contract-client.ts'

const content = z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) }))
const operationSchema = z.strictObject({
  tags: z.array(z.string()).min(1),
  summary: z.string().min(3),
  operationId: z.string().regex(/^[a-zA-Z]+$/),
  parameters: z.array(
    z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']), required: z.boolean() }),
  ),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  requestBody: z.object({ required: z.boolean(), content }).optional(),
  responses: z.record(
    z.string().regex(/^(101|[2-5]\d\d)$/),
    z.object({ description: z.string().min(1), content: content.optional() }),
  ),
})
const documentSchema = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.looseObject({ title: z.string(), version: z.string(), description: z.string() }),
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(
    z.string().startsWith('/'),
    z.record(z.enum(['get', 'post', 'patch', 'delete']), operationSchema.optional()),
  ),
  components: z.object({
    schemas: z.record(z.string(), z.record(z.string(), z.unknown())),
    securitySchemes: z.record(z.string(), z.object({ type: z.enum(['apiKey', 'http']) })),
  }),
})

const text = await GET(new Request(`${ORIGIN}/openapi.json`)).text()
const raw: unknown = JSON.parse(text)
const document = documentSchema.parse(raw)
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, operation]) =>
    operation ? [{ name: `${method.toUpperCase()} ${path}`, path, operation }] : [],
  ),
)

type Operation = (typeof operations)[number]['operation']
const asksForOne = ({ responses }: Operation) =>
  responses['401']?.description.includes('credential_missing') ?? false

/** Every call that http-api.md names. */
const contract = [
  'POST /api/workspaces',
  'GET /api/workspace',
  'PATCH /api/workspace/settings',
  'POST /api/workspace/clock',
  'DELETE /api/workspace',
  'GET /api/strategies',
  'POST /api/strategies/{id}/login',
  'GET /api/strategies/{id}/me',
  'POST /api/strategies/{id}/refresh',
  'POST /api/strategies/{id}/logout',
  'GET /api/strategies/{id}/sessions',
  'DELETE /api/strategies/{id}/sessions/{sessionId}',
  'POST /api/strategies/{id}/password',
  'POST /api/strategies/{id}/reauthenticate',
  'GET /api/strategies/{id}/admin-report',
  'POST /api/strategies/{id}/transfer',
  'GET /api/strategies/{id}/stream',
  'GET /api/strategies/{id}/socket',
  'POST /api/operator/users/{username}/ban',
  'POST /api/operator/users/{username}/unban',
  'POST /api/operator/users/{username}/role',
  'POST /api/operator/users/{username}/force-logout',
  'POST /api/operator/users/{username}/rekey',
  'POST /api/operator/users/{username}/password-reset',
  'POST /api/password-reset',
  'DELETE /api/operator/users/{username}',
  'POST /api/operator/rotate-keys',
  'POST /api/operator/logout-all-users',
  'GET /healthz',
  'GET /readyz',
  'GET /metrics',
]

describe('the OpenAPI document', () => {
  it('describes every call that is answered, and no other', () => {
    const described = operations.map(({ name }) => name).toSorted()
    expect(described).toEqual(endpoints.map(({ method, path }) => `${method} ${path}`).toSorted())
    expect(described).toEqual(expect.arrayContaining(contract))
  })

  it('names every operation once, and every parameter of its path', () => {
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { path, operation } of operations) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect(operation.parameters.map(({ name }) => name)).toEqual(names)
      for (const { required } of operation.parameters) expect(required).toBe(true)
    }
  })

  it('refers to nothing that it does not hold', () => {
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, to = '']) => to)
    expect(references.length).toBeGreaterThan(0)
    for (const reference of references) {
      const [, , section, name = ''] = reference.split('/')
      expect(section).toBe('schemas')
      expect(document.components.schemas).toHaveProperty(name)
    }
    for (const { operation } of operations) {
      for (const requirement of operation.security ?? []) {
        for (const scheme of Object.keys(requirement)) {
          expect(document.components.securitySchemes).toHaveProperty(scheme)
        }
      }
    }
  })

  it('says where a body is required, and where credentials are looked at', async () => {
    const server = await createServer()
    const workspace = await server.workspace()
    const client = workspace.client('active')
    await client.logIn()
    for (const { name, path, operation } of operations) {
      const [method = ''] = name.split(' ')
      const isSignedIn = operation.security?.some((requirement) => 'bearer' in requirement) ?? false
      expect(isSignedIn, name).toBe(asksForOne(operation))
      if (!operation.requestBody?.required) continue
      const url = path.replace('{id}', 'active').replace('{username}', 'alice')
      const { status, code } = await client.call(method, url)
      expect([status, code], name).toEqual([422, 'invalid_request'])
    }
    await server.runtime.close()
  })

  it('closes its schemas: a field that is not named is not allowed', () => {
    const open: unknown[] = []
    const walk = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return
      const isObject = 'properties' in node && 'type' in node && node.type === 'object'
      if (isObject && !('additionalProperties' in node && node.additionalProperties === false)) {
        open.push(node)
      }
      for (const value of Object.values(node)) walk(value)
    }
    walk(raw)
    expect(open).toEqual([])
  })

  it('gives every call a success, and a problem for each way to be refused', () => {
    for (const { name, operation } of operations) {
      const statuses = Object.keys(operation.responses).map(Number)
      expect(
        statuses.filter((status) => status < 300),
        name,
      ).toHaveLength(1)
      for (const [status, response] of Object.entries(operation.responses)) {
        const types = Object.keys(response.content ?? {})
        if (Number(status) >= 400) expect(types, name).toEqual(['application/problem+json'])
      }
      if (operation.security) expect(statuses, name).toContain(503)
    }
  })
})

describe('every call under a strategy', () => {
  const opening = createServer()
  afterAll(async () => (await opening).runtime.close())
  const calls: [string, string, unknown?][] = [
    ['GET', 'me'],
    ['POST', 'refresh', {}],
    ['POST', 'logout', {}],
    ['GET', 'sessions'],
    ['DELETE', 'sessions/any'],
    ['POST', 'password', { current: 'x', next: 'long enough' }],
    ['POST', 'reauthenticate', { password: 'x' }],
    ['GET', 'admin-report'],
    ['POST', 'transfer', { amount: 1 }],
    ['GET', 'stream'],
    ['GET', 'socket'],
  ]
  const cases = strategies.flatMap((strategy) =>
    strategy.transports.map((transport) => [strategy.id, transport, strategy] as const),
  )

  // The client of these tests fails where a call is answered with a code that it does not document.
  it.each(cases)('documents each way to refuse: %s by %s', async (_id, transport, strategy) => {
    const spoil: [string, (settings: Awaited<ReturnType<typeof signedIn>>) => unknown][] = [
      ['nothing presented', ({ client }) => [client.jar.clear(), client.bearer.clear()]],
      ['malformed', ({ set }) => set(() => 'x')],
      ['cut', ({ set }) => set((value) => value.slice(0, -5))],
      [
        'forged',
        ({ set }) =>
          set((value) =>
            value.replace(
              /.(.{8})$/,
              (all, end: string) => (all.startsWith('A') ? 'B' : 'A') + end,
            ),
          ),
      ],
      ['idle', ({ workspace }) => workspace.advance(workspace.settings.idleTtl)],
      ['expired', ({ workspace }) => workspace.advance(workspace.settings.sessionTtl)],
      ['banned', ({ workspace }) => workspace.call('POST', '/api/operator/users/alice/ban')],
      ['deleted', ({ workspace }) => workspace.call('DELETE', '/api/operator/users/alice')],
      ['unkeyed', ({ workspace }) => workspace.call('POST', '/api/operator/rotate-keys')],
    ]
    async function signedIn() {
      const workspace = await (await opening).workspace({ transport })
      const client = workspace.client(strategy)
      await client.logIn()
      const set = (change: (value: string) => string) => {
        for (const [name, value] of client.bearer) client.bearer.set(name, change(value))
        for (const name of strategy.credentials) {
          const cookie = cookieOf(strategy.id, name)
          client.jar.set(cookie, change(client.jar.get(cookie) ?? 'x'))
        }
      }
      return { workspace, client, set }
    }
    for (const [, apply] of spoil) {
      const session = await signedIn()
      await apply(session)
      for (const [method, rest, body] of calls) {
        const { status } = await session.client.copy().under(method, rest, body)
        expect(status).toBeLessThan(500)
      }
    }
  })
})

describe('the calls of the lab page', () => {
  const opening = createServer()
  afterAll(async () => (await opening).runtime.close())

  it.each(['cookie', 'bearer'] as const)(
    'keep to their schemas in %s transport',
    async (transport) => {
      const workspace = await (await opening).workspace({ transport })
      const carried: Record<string, Record<string, string>> = {}
      const browser = workspace.client('active')
      for (const strategy of strategies) {
        const client = workspace.client(strategy)
        await client.logIn()
        for (const [name, value] of client.jar) browser.jar.set(name, value)
        if (client.bearer.size > 0) carried[strategy.id] = Object.fromEntries(client.bearer)
      }
      const body = transport === 'bearer' ? { carried } : {}
      const calls: [string, string, unknown?][] = [
        ['GET', 'accounts'],
        ['POST', 'steal', body],
        ['POST', 'round', body],
        ['POST', 'reauthenticate', body],
        ['POST', 'password', body],
        ['POST', 'round', { ...body, knock: false }],
        ['POST', 'start-over', {}],
      ]
      for (const [method, path, given] of calls) {
        const reply = await browser.call(method, `/api/lab/${path}`, given)
        expect(reply.status, path).toBe(200)
      }
      const stranger = { ...body, username: 'nobody' }
      expect(await browser.call('POST', '/api/lab/password', stranger)).toMatchObject({
        status: 404,
      })
      await workspace.call('POST', '/api/operator/users/alice/ban')
      for (const [method, path, given] of calls) {
        const { status } = await browser.copy().call(method, `/api/lab/${path}`, given)
        expect(status, path).toBeLessThan(500)
      }
    },
  )
})

import { z } from 'zod'
import { workspaceCookieName, type Origin } from '#lib/kernel/cookie-names.ts'
import { problems, type ProblemCode } from '#lib/kernel/problem.ts'
import { noBody, type Endpoint } from './endpoint.ts'

/**
 * The contract as an OpenAPI 3.1 document, made from the very endpoints that answer, for who asks under
 * an origin: the name of the cookie depends on it.
 */
export function openApi(endpoints: readonly Endpoint[], origin: Origin) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpoints) {
    const path = (paths[endpoint.path] ??= {})
    path[endpoint.method.toLowerCase()] = operation(endpoint)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Logout Lab',
      version: '1.0.0',
      description:
        'Every common way of keeping a user signed in, behind one contract. It contains ' +
        'deliberately weak strategies: a laboratory, not an identity provider. Times are Unix ' +
        "seconds on the workspace's clock.",
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: jsonSchema(problemSchema) },
      securitySchemes: {
        workspace: { type: 'apiKey', in: 'header', name: 'X-Lab-Workspace' },
        workspaceCookie: { type: 'apiKey', in: 'cookie', name: workspaceCookieName(origin) },
        bearer: { type: 'http', scheme: 'bearer' },
      },
    },
  }
}

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(problems) as [ProblemCode]),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})

/** Who names a workspace; and who is signed in there, with a token or with cookies that go along by themselves. */
const known = [{ workspace: [] }, { workspaceCookie: [] }]
const signedIn = [...known, ...known.map((named) => ({ ...named, bearer: [] }))]

function operation({ tag, summary, path, method, body, success, problems: codes }: Endpoint) {
  const hasWorkspace = codes.includes('workspace_missing')
  return {
    tags: [tag],
    summary,
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^a-zA-Z]+(\w?)/g, (_, next: string) => next.toUpperCase())}`,
    parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...(hasWorkspace && { security: codes.includes('credential_missing') ? signedIn : known }),
    ...(body !== noBody && {
      requestBody: {
        required: !body.safeParse({}).success,
        content: { 'application/json': { schema: jsonSchema(body, 'input') } },
      },
    }),
    responses: {
      [success.status]: {
        description: success.description ?? 'Done',
        ...(success.schema && {
          content: { 'application/json': { schema: jsonSchema(success.schema) } },
        }),
        ...(success.type && { content: { [success.type]: { schema: { type: 'string' } } } }),
      },
      ...problemResponses(codes),
    },
  }
}

/** One entry a status, which names the codes that it can carry. */
function problemResponses(codes: readonly ProblemCode[]) {
  const byStatus = new Map<number, Set<ProblemCode>>()
  const add = (status: number, code: ProblemCode) =>
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code))
  for (const code of codes) {
    add(problems[code].status, code)
    if (code === 'invalid_request') add(422, code)
  }
  return Object.fromEntries(
    [...byStatus].map(([status, named]) => [
      status,
      {
        description: [...named].join(', '),
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    ]),
  )
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output' = 'output') {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io })
  return rest
}

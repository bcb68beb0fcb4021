// The trip of one request: which of our files and functions `GET /api/strategies/{id}/me` really
// passes, as V8 counts them while it runs. A file only hands on where its functions, as far as the
// request came through them, do nothing but call one other: it could be left out.
import { readFile } from 'node:fs/promises'
import { Session } from 'node:inspector/promises'
import { fileURLToPath } from 'node:url'
import { parseSetCookie, stringifyCookie } from 'cookie'
import { parseSync, Visitor, type Argument, type Expression, type Node } from 'oxc-parser'
import { z } from 'zod'
import { root } from './child.mjs'

const ORIGIN = 'http://127.0.0.1'
const STRATEGY = 'cookie-session'

/** A function of a file, by where it ends: V8 and the parser do not agree on where a method begins. */
type Ends = readonly number[]

const created = z.object({
  workspace: z.string(),
  users: z.array(z.object({ username: z.string(), password: z.string() })),
})

/** Signs in, asks `/me` once to warm up, and then once more while every call is counted. */
async function playedTrip(): Promise<Map<string, Ends>> {
  // A database of its own, before anything reads the environment.
  Object.assign(process.env, { DATABASE_URL: 'file::memory:', NODE_ENV: 'production' })
  const { GET, POST } = await import('#app/api/route.ts')
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    POST(
      new Request(`${ORIGIN}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    )
  const made = created.parse(await (await post('/api/workspaces', {})).json())
  const [user] = made.users
  const workspace = { 'X-Lab-Workspace': made.workspace }
  const signedIn = await post(`/api/strategies/${STRATEGY}/login`, user, workspace)
  const cookies = signedIn.headers.getSetCookie().map((line) => parseSetCookie(line))
  const Cookie = stringifyCookie(
    Object.fromEntries(cookies.map(({ name, value }) => [name, value])),
  )
  const ask = async () => {
    const headers = { ...workspace, Cookie }
    const reply = await GET(new Request(`${ORIGIN}/api/strategies/${STRATEGY}/me`, { headers }))
    await reply.text()
    if (reply.status !== 200) throw new Error(`/me answered ${reply.status}`)
  }

  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  await ask()
  // Taking the counts sets them back to nothing.
  await session.post('Profiler.takePreciseCoverage')
  await ask()
  const { result } = await session.post('Profiler.takePreciseCoverage')
  session.disconnect()
  const passed = new Map<string, Ends>()
  for (const { url, functions } of result) {
    if (!url.startsWith('file:')) continue
    const file = fileURLToPath(url).replaceAll('\\', '/').replace(root.replaceAll('\\', '/'), '')
    if (!/^(app|lib|db)\//.test(file)) continue
    const ran = functions
      .flatMap(({ ranges }) => ranges.slice(0, 1))
      .filter(({ count }) => count > 0)
      .map(({ endOffset }) => endOffset)
    if (ran.length > 0) passed.set(file, ran)
  }
  return passed
}

/** Names and members of names: what is handed on as it came. */
const isPlain = (node: Expression | Argument): boolean => {
  if (node.type === 'SpreadElement') return isPlain(node.argument)
  if (node.type === 'MemberExpression') return !node.computed && isPlain(node.object)
  return node.type === 'Identifier' || node.type === 'ThisExpression' || node.type === 'Literal'
}

const isOneCall = (node: Node | null): boolean => {
  if (node?.type === 'AwaitExpression') return isOneCall(node.argument)
  if (node?.type === 'ReturnStatement') return isOneCall(node.argument)
  if (node?.type === 'ExpressionStatement') return isOneCall(node.expression)
  if (node?.type === 'BlockStatement')
    return node.body.length === 1 && isOneCall(node.body[0] ?? null)
  return node?.type === 'CallExpression' && isPlain(node.callee) && node.arguments.every(isPlain)
}

/** Whether nothing but handing on happens in the functions of a file that end there. */
export function onlyHandsOn(file: string, source: string, ends: Ends): boolean {
  const handingOn = new Set<number>()
  const look = ({ body, end }: { body: Node | null; end: number }) => {
    if (isOneCall(body)) handingOn.add(end)
  }
  const visitor = new Visitor({
    ArrowFunctionExpression: look,
    FunctionDeclaration: look,
    FunctionExpression: look,
  })
  visitor.visit(parseSync(file, source).program)
  return ends.every((end) => handingOn.has(end))
}

if (import.meta.main) {
  const passed = await playedTrip()
  const files = await Promise.all(
    [...passed]
      // What Next starts a request in has to be there.
      .filter(([file]) => !file.endsWith('/route.ts'))
      .map(async ([file, ends]) => ({ file, ends, source: await readFile(root + file, 'utf8') })),
  )
  const needless = files.filter(({ file, source, ends }) => onlyHandsOn(file, source, ends))
  const functions = [...passed.values()].flat().length
  console.log(
    `GET /me passes ${passed.size} files and ${functions} functions; ${needless.length} files only hand on`,
  )
  for (const { file } of needless) console.error(`${file} only hands on`)
  if (process.argv.includes('--verbose')) console.log([...passed.keys()].join('\n'))
  process.exitCode = needless.length > 0 ? 1 : 0
}

import { z } from 'zod'
import { trustFrom, trustNobody } from './kernel/trust.ts'

/** The only reader of the environment: one schema, parsed once, and nothing is required. */

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`))

const isPostgres = (url: string) => /^postgres(ql)?:/.test(url) && URL.canParse(url)

const schema = z.object({
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().min(1, 'must not be empty').default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .refine(
      (url) => /^file:.+/.test(url) || isPostgres(url),
      'must be file:PATH, or postgres://USER@HOST/DATABASE',
    )
    .default('file:./data/lab.db'),
  REDIS_URL: z
    .string()
    .refine(
      (url) => /^rediss?:\/\/\S+$/.test(url) && URL.canParse(url),
      'must be redis://HOST:PORT, or rediss:// with TLS',
    )
    .optional(),
  /** Whoever sets it has read what a Redis that evicts, or forgets at a restart, does to revocations. */
  LAB_ACCEPT_A_REDIS_THAT_FORGETS: z.literal('yes', { error: 'must be yes, or unset' }).optional(),
  LAB_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  LAB_NODE: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes or underscores')
    .default('node-1'),
  /** Where `npm run cluster` takes orders of what it does to its nodes: set by it, and by nobody else. */
  LAB_CLUSTER_CONTROL: z.url({ protocol: /^http$/, hostname: /^127\.0\.0\.1$/ }).optional(),
  /** The proxies in front of this server, whose word about who asks is believed. */
  TRUST_PROXY: z
    .string()
    .transform((text, context) => {
      const trust = trustFrom(text)
      if (trust) return trust
      context.addIssue(
        'must be a number of hops (0 to 16), or addresses as in 10.0.0.5, 10.1.0.0/16',
      )
      return z.NEVER
    })
    .default(() => trustNobody),
  /** Where the last runs of the attacks are kept, from where the server was started. */
  LAB_REPORTS: z.string().min(1).default('evidence/attacks'),
  /** Failed sign-ins a minute. */
  LAB_LIMIT_ACCOUNT_FAILURES: whole(1, 1_000_000).default(10),
  LAB_LIMIT_ADDRESS_FAILURES: whole(1, 1_000_000).default(100),
  /** New workspaces an hour, and how many may be alive. */
  LAB_LIMIT_ADDRESS_WORKSPACES: whole(1, 1_000_000).default(3_000),
  LAB_LIMIT_WORKSPACES: whole(1, 10_000_000).default(10_000),
})

/** Two shapes are supported: one machine, and many nodes. */
const shaped = schema.superRefine(({ DATABASE_URL, REDIS_URL, LAB_SECRET }, { addIssue }) => {
  const need = (name: keyof Env, message: string) =>
    addIssue({ code: 'custom', path: [name], message })
  if (!isPostgres(DATABASE_URL)) return
  if (REDIS_URL === undefined) {
    need('REDIS_URL', 'must be set: beside PostgreSQL, session state is in Redis')
  }
  if (LAB_SECRET === undefined) {
    need('LAB_SECRET', 'must be set, and be the same for all nodes: PostgreSQL does not keep it')
  }
})

export type Env = z.infer<typeof schema>

/** The names that are read, for whoever documents them. */
export const envNames = Object.keys(schema.shape)

/** One problem a variable, in one line that names it and never repeats its value. */
export function readEnv(
  source: NodeJS.ProcessEnv = process.env,
): { ok: true; env: Env } | { ok: false; problems: string[] } {
  // An empty variable is how shells and compose files write "unset".
  const set = Object.entries(source).filter(([, value]) => value !== '')
  const parsed = shaped.safeParse(Object.fromEntries(set))
  if (parsed.success) return { ok: true, env: parsed.data }
  return {
    ok: false,
    problems: parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`),
  }
}

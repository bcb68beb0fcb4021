import { readEnv } from '#lib/env.ts'

/** Where `npm run cluster` takes orders about its nodes; null everywhere else. */
export function controlUrl(): string | null {
  const read = readEnv()
  return (read.ok && read.env.LAB_CLUSTER_CONTROL) || null
}

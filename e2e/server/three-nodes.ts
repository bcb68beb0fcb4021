import { fileURLToPath } from 'node:url'
import { startCluster, type Cluster } from '../../scripts/engines/cluster.ts'
import { start, type Running } from './start.ts'

/** A run of the matrix makes many workspaces, all from one address, and its thieves guess. */
const unlimited = {
  LAB_LIMIT_ADDRESS_WORKSPACES: '1000000',
  LAB_LIMIT_ADDRESS_FAILURES: '1000000',
  LAB_LIMIT_WORKSPACES: '1000000',
}

/** The clocks of their machines are wrong, each by other milliseconds: no verdict may differ. */
const ahead: Record<string, string> = { 'node-2': '-15000', 'node-3': '15000' }
const wrongly = fileURLToPath(new URL('skewed-clock.ts', import.meta.url))

/** Three nodes of the built app on PostgreSQL and Redis, behind a balancer that asks them in turns. */
export const startThreeNodes = (
  options?: Parameters<typeof startCluster>[1],
  also: Record<string, string> = {},
): Promise<Cluster<Running>> =>
  startCluster(
    (env) =>
      start({
        env: {
          ...unlimited,
          NODE_OPTIONS: `--import=${wrongly}`,
          LAB_TEST_CLOCK_AHEAD: ahead[env['LAB_NODE'] ?? ''] ?? '0',
          ...also,
          ...env,
        },
      }),
    options,
  )

import { attackEndpoints } from './attacks.ts'
import { clusterEndpoints } from './cluster.ts'
import { deviceEndpoints } from './devices.ts'
import { evidenceEndpoints } from './evidence.ts'
import { healthEndpoints } from './health.ts'
import { inspectEndpoints } from './inspect.ts'
import { labEndpoints } from './lab.ts'
import { operatorEndpoints } from './operator.ts'
import { passwordReset } from './password-reset.ts'
import { sessionEndpoints } from './sessions.ts'
import { socket } from './socket.ts'
import { strategyEndpoints } from './strategies.ts'
import { streamEndpoints } from './stream.ts'
import { workspaceEndpoints } from './workspaces.ts'

/** The whole HTTP contract, in the order in which the OpenAPI document shows it. */
export const endpoints = [
  ...workspaceEndpoints,
  ...strategyEndpoints,
  ...sessionEndpoints,
  ...deviceEndpoints,
  passwordReset,
  ...streamEndpoints,
  socket,
  ...operatorEndpoints,
  ...evidenceEndpoints,
  ...attackEndpoints,
  ...labEndpoints,
  ...inspectEndpoints,
  ...clusterEndpoints,
  ...healthEndpoints,
]

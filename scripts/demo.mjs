// From a fresh clone to a running lab: installs, builds and serves, each only when it has to.
import { nodeIsTooOld } from './old-node.mjs'

if (nodeIsTooOld()) process.exitCode = 1
else await import('./serve.mjs')

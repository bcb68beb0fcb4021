/** What a run needs that has begun: what is asked of the server, and what comes of the answers. */
export { labCalls } from './lab-calls.ts'
export { fired, knocked, stolen } from './rounds.ts'

/**
 * How old a node's copy of the revocations may be before it is not asked any more, and the node not
 * ready, unless a workspace sets another bound. Seconds of real time, whatever the workspace's clock says.
 */
export const REPLICA_BOUND = 2

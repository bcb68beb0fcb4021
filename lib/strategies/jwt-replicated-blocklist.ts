import { defineStrategy } from './contract.ts'
import { blocklist } from './jwt-blocklist.ts'
import { atExpiry, atOnce, atTheLatest, everyEvent } from './promises.ts'

export const jwtReplicatedBlocklist = defineStrategy({
  id: 'jwt-replicated-blocklist',
  title: 'JWT + replicated blocklist',
  summary:
    'The client holds a signed token; the server keeps the ids of revoked tokens and cut-off times for whole accounts, and every node has them all in its memory.',
  fit: 'Many nodes and many requests: no store is read, and a token can still be taken back.',
  unfit: 'One machine, where a read costs next to nothing and is right at once.',
  promises: {
    ...everyEvent(atTheLatest('replicaBound')),
    // What needs no word from another node: keys are read, and a token ends by itself.
    'rotate-keys': atOnce,
    'absolute-timeout': atOnce,
    reauthentication: atOnce,
    'revoke-device': atExpiry('tokenTtl'),
    'device-limit': atExpiry('tokenTtl'),
    'idle-timeout': atExpiry('tokenTtl'),
  },
  collateral: { 'role-change': 'other-devices', 'rotate-keys': 'everyone' },
  cost: { request: { reads: 0, writes: 0 }, day: { reads: 8, writes: 8, signIns: 8 } },
  profile: 'client',
  needs: ['tokens', 'replicatedRevocations'],

  /**
   * Everything is done as under jwt-blocklist, and only whom it asks differs. To revoke is to append
   * to a feed that every node reads, in one step with keeping it. Whether a token is revoked is looked
   * up in the memory of the node that is asked. A node that cannot prove that it has heard of all that
   * happened until `replicaBound` seconds ago does not answer.
   */
  create: (context) => blocklist(context, context.replicatedRevocations),
})

import type { Registered } from '../../evidence/summary.ts'
import { strategies } from '../../strategies/registry.ts'
import { groups } from './attack.ts'
import { attacks } from './registry.ts'
import { requirements } from './requirements.ts'

/** All that a run of the attacks can be about. */
export const registered: Registered = { groups, attacks, strategies, requirements }

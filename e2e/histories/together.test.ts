import { strategies } from '#lib/strategies/registry.ts'
import { holdsIn } from './promises.ts'

// What an event is answered with holds under every strategy, or for none: fewer, since each is longer.
const keeping = strategies.filter(({ promises }) => promises.ban.stops !== 'never')
holdsIn('all that keep something, together', keeping, 60)

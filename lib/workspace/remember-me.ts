import type { StrategyDefinition } from '../strategies/contract.ts'
import type { Settings } from './settings.ts'

/** Are credential cookies dated, so that the browser keeps them when it is closed (RFC 6265bis, 5.7)? */
export const keepsCookies = (
  { persistentCookies }: Pick<StrategyDefinition, 'persistentCookies'>,
  { rememberMe }: Pick<Settings, 'rememberMe'>,
): boolean => rememberMe || persistentCookies

/** Is somebody still signed in who closes the browser and opens it again? A page's storage stays. */
export const outlivesBrowser = (
  definition: Pick<StrategyDefinition, 'persistentCookies' | 'transports'>,
  settings: Pick<Settings, 'rememberMe' | 'transport'>,
): boolean =>
  keepsCookies(definition, settings) ||
  (settings.transport === 'bearer' && definition.transports.includes('bearer'))

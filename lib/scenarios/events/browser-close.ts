import { outlivesBrowser } from '../../workspace/remember-me.ts'
import type { Scenario } from '../stage.ts'

export const browserClose: Scenario = {
  event: 'browser-close',
  title: 'Close the browser',
  story:
    'On the phone, the owner closes the browser and opens it again. The server hears nothing of it, and the thief goes on.',
  stays: ['laptop', 'bystander'],
  ownerStays: outlivesBrowser,
  async play({ victim }) {
    await victim.closeBrowser()
    await victim.request()
  },
}

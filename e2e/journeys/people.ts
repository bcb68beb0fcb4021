import { z } from 'zod'
import { workspaceCookieName } from '#lib/kernel/cookie-names.ts'
import { open } from '../pages/lab-page.ts'
import {
  expect,
  type APIResponse,
  type Browser,
  type BrowserContext,
  type Page,
} from '@playwright/test'

/** The people of the journeys, each in a browser of their own, all in one workspace. */

const accounts = z.object({
  users: z.array(z.object({ username: z.string(), password: z.string() })),
})
const declarations = z.array(
  z.object({
    id: z.string(),
    tolerance: z.number(),
    promises: z.record(z.string(), z.object({ stops: z.string(), seconds: z.number().default(0) })),
  }),
)

async function answerOf<Data>(response: APIResponse, schema: z.ZodType<Data>): Promise<Data> {
  expect(response.status(), response.url()).toBeLessThan(300)
  return schema.parse(await response.json())
}

/** What is declared of an event; the seconds with what a library tolerates on top. */
export interface Declared {
  stops: string
  seconds: number
}

export class Victim {
  readonly page: Page
  readonly #context: BrowserContext
  /** The name of its cookie. */
  readonly #workspace: string
  #password: string

  private constructor(context: BrowserContext, page: Page, workspace: string, password: string) {
    this.#context = context
    this.#workspace = workspace
    this.page = page
    this.#password = password
  }

  /** Makes a workspace under a strategy, in a browser of its own. */
  static async inWorkspace(browser: Browser, strategy: string): Promise<Victim> {
    const context = await browser.newContext()
    const settings = { strategy, transport: 'cookie' }
    const made = await context.request.post('/api/workspaces', { data: { settings } })
    const { users } = await answerOf(made, accounts)
    const password = users.find(({ username }) => username === 'alice')?.password ?? ''
    const workspace = workspaceCookieName(new URL(made.url()))
    return new Victim(context, await context.newPage(), workspace, password)
  }

  static async signedIn(browser: Browser, strategy: string): Promise<Victim> {
    const victim = await Victim.inWorkspace(browser, strategy)
    await victim.signIn()
    return victim
  }

  /** By hand, in the application; an earlier session is left behind first, wherever it still lives. */
  async signIn(): Promise<void> {
    const kept = (await this.#context.cookies()).filter(({ name }) => name === this.#workspace)
    await this.#context.clearCookies()
    await this.#context.addCookies(kept)
    await open(this.page, '/app')
    await this.page.getByLabel('User name').fill('alice')
    await this.page.getByLabel('Password', { exact: true }).fill(this.#password)
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(this.page.getByText('Signed in as alice')).toBeVisible()
  }

  cookies() {
    return this.#context.cookies()
  }

  async declared(strategy: string, event: string): Promise<Declared> {
    const all = await answerOf(await this.#context.request.get('/api/strategies'), declarations)
    const own = all.find(({ id }) => id === strategy)
    const promise = own?.promises[event]
    if (!own || !promise) throw new Error(`${strategy} declares nothing of ${event}`)
    return { stops: promise.stops, seconds: promise.seconds + own.tolerance }
  }

  async advance(seconds: number): Promise<void> {
    const data = { advance: seconds }
    await answerOf(await this.#context.request.post('/api/workspace/clock', { data }), z.unknown())
  }

  async logOut(): Promise<void> {
    await this.page.getByRole('button', { name: 'Log out', exact: true }).click()
    await expect(this.page.getByText('Not signed in')).toBeVisible()
  }

  async changePassword(): Promise<void> {
    const next = 'a new and longer one'
    await this.page.getByLabel('Current password').fill(this.#password)
    await this.page.getByLabel('New password').fill(next)
    await this.page.getByRole('button', { name: 'Change password' }).click()
    await expect(this.page.getByText('This device stays signed in')).toBeVisible()
    this.#password = next
  }

  /** The operator's page needs the workspace and no session. */
  async isBanned(): Promise<void> {
    await open(this.page, '/operator')
    await this.page.getByRole('button', { name: 'Ban: alice' }).click()
    await expect(this.page.getByText('alice was banned.')).toBeVisible()
  }
}

export class Thief {
  readonly #context: BrowserContext
  readonly #strategy: string

  readonly #page: Page

  private constructor(context: BrowserContext, page: Page, strategy: string) {
    this.#context = context
    this.#page = page
    this.#strategy = strategy
  }

  /** Another browser, with nothing in it yet. */
  static async of(browser: Browser, strategy: string): Promise<Thief> {
    const context = await browser.newContext()
    return new Thief(context, await context.newPage(), strategy)
  }

  /** Holds the very cookies of the victim's from here on, and none that it had before. */
  async stealFrom(victim: Victim): Promise<void> {
    await this.#context.clearCookies()
    await this.#context.addCookies(await victim.cookies())
  }

  /** Asks with the stolen cookies; when that is refused, tries to renew them and asks again. */
  async isLetIn(): Promise<boolean> {
    const me = `/api/strategies/${this.#strategy}/me`
    const first = await this.#verdict(me)
    if (first) return true
    const renewal = await this.#context.request.post(`/api/strategies/${this.#strategy}/refresh`)
    return renewal.ok() && this.#verdict(me)
  }

  /** Any other answer than yes or no is a failure, not a verdict. */
  async #verdict(path: string): Promise<boolean> {
    const response = await this.#context.request.get(path)
    expect([200, 401], response.url()).toContain(response.status())
    return response.status() === 200
  }

  /** What the thief sees in the application itself. */
  async sees(text: string): Promise<void> {
    await this.#page.goto('/app')
    await expect(this.#page.getByText(text)).toBeVisible()
  }
}

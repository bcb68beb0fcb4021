import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { Redrawing } from '#app/_data/redrawing.tsx'
import { IconSheet } from '#app/_ui/icon-sheet.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Link } from '#app/_ui/link.tsx'
import { KeysDialog } from './_shell/keys-dialog.tsx'
import { KeysEnd, KeysList } from './_shell/keys-list.tsx'
import { Navigation } from './_shell/navigation.tsx'
import { rooms, small, workbench } from './_shell/pages.ts'
import { ThemeToggle } from './_shell/theme-toggle.tsx'
import { themeScript } from './_shell/theme.ts'
import { LeftOut, WithoutScripts } from './_shell/without-scripts.tsx'
import { WorkbenchList } from './_shell/workbench-list.tsx'
import { geist, geistMono } from './fonts.ts'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Logout Lab: see what logging out really does', template: '%s · Logout Lab' },
  description:
    'Every common way of keeping a user signed in, side by side: steal the session, pull the plug, and see how long the copy still opens the door.',
  applicationName: 'Logout Lab',
  // Workspaces are private and weak on purpose: nothing here is for a search engine.
  robots: { index: false },
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f7f5' },
    { media: '(prefers-color-scheme: dark)', color: '#0e1013' },
  ],
}

/** What is no page but a document, which the browser opens by itself. */
const elsewhere = [
  { path: '/openapi.json', name: 'HTTP contract (OpenAPI)' },
  { path: '/metrics', name: 'Metrics' },
] as const

const column = 'mx-auto w-full max-w-7xl px-4 sm:px-6'

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${geist.variable} ${geistMono.variable}`} suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
        <WithoutScripts />
      </head>
      <body className="flex min-h-dvh flex-col">
        <Redrawing />
        <IconSheet />
        <a
          href="#main"
          className="button button-main absolute top-2 left-2 z-10 -translate-y-20 focus:translate-y-0"
        >
          Skip to the content
        </a>
        <header className="border-b border-line bg-panel">
          <p className="border-b border-line bg-sunken text-sm">
            <span className={`${column} flex items-start gap-2 py-1.5`}>
              <Icon name="flask-conical" className="mt-1 shrink-0" />
              <span>
                A laboratory that contains deliberately weak strategies. Use no real password.
              </span>
            </span>
          </p>
          <div className={`${column} flex flex-wrap items-center gap-x-6 gap-y-1 py-2`}>
            <Link
              href="/"
              className="flex min-h-9 items-center gap-2 font-semibold text-ink no-underline"
            >
              <Icon name="door" size={20} />
              Logout Lab
            </Link>
            <div className="order-last w-full sm:order-none sm:w-auto sm:grow">
              <Navigation
                rooms={rooms.map(({ path, name }) => ({ path, name }))}
                workbench={workbench.map(({ path }) => path)}
              >
                <WorkbenchList />
              </Navigation>
            </div>
            <div className="ml-auto flex gap-2">
              <Link href="/search" className="button unprinted" aria-label="Search" title="Search">
                <Icon name="search" />
              </Link>
              <KeysDialog end={<KeysEnd />}>
                <KeysList />
              </KeysDialog>
              <ThemeToggle />
            </div>
          </div>
        </header>
        <main id="main" tabIndex={-1} className={`${column} grow py-8 outline-none`}>
          <LeftOut />
          {children}
        </main>
        <footer className="border-t border-line text-sm text-soft">
          <div className={`${column} flex flex-wrap gap-x-6 gap-y-2 py-4`}>
            <span>
              Everything is measured against this server, in a workspace that is yours alone.
            </span>
            {small.map(({ path, name }) => (
              <Link key={path} href={path}>
                {name}
              </Link>
            ))}
            {elsewhere.map(({ path, name }) => (
              <a key={path} href={path}>
                {name}
              </a>
            ))}
          </div>
        </footer>
      </body>
    </html>
  )
}

import type { NextConfig } from 'next'

const development = process.env.NODE_ENV === 'development'

/**
 * Next puts its own scripts into the page, so they need 'unsafe-inline'; a nonce would make every
 * page dynamic. Nothing is loaded from elsewhere, and nobody may frame us.
 */
const policy = (extra: Record<string, string> = {}) =>
  Object.entries({
    'default-src': "'self'",
    'script-src': `'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ''}`,
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' data: blob:",
    'connect-src': `'self'${development ? ' ws:' : ''}`,
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
    ...extra,
  })
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; ')

const config: NextConfig = {
  distDir: process.env['LAB_DIST_DIR'] ?? '.next',
  poweredByHeader: false,
  // `npm run types` does it, on TypeScript 7, which Next cannot drive.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['better-sqlite3', '@node-rs/argon2', 'oxc-parser'],
  turbopack: { root: import.meta.dirname },
  async headers() {
    const everywhere = [
      { key: 'X-Content-Type-Options', value: 'nosniff' },
      // Not `no-referrer`: with it a form on our own page would post with `Origin: null`.
      { key: 'Referrer-Policy', value: 'same-origin' },
      {
        key: 'Permissions-Policy',
        value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
      },
    ]
    // The attacker's page lives on another site and must be able to aim at this one.
    const attack = policy({ 'form-action': 'http: https:', 'connect-src': 'http: https: ws: wss:' })
    return [
      { source: '/:path*', headers: everywhere },
      {
        source: '/((?!attacker/(?:csrf|guestbook)\\.html$).*)',
        headers: [{ key: 'Content-Security-Policy', value: policy() }],
      },
      // The guestbook has one of its own, which depends on who asks.
      {
        source: '/attacker/csrf.html',
        headers: [{ key: 'Content-Security-Policy', value: attack }],
      },
    ]
  },
}

export default config

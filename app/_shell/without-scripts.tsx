/**
 * Nothing but a script hears these: the browser itself knows nothing to do with them. Such a form
 * has `method="dialog"`, which outside a dialog sends nothing: an Enter before the page listens would
 * otherwise put what was typed, a password, into the address.
 */
const dead = [
  'button[type=button]',
  'form:not([action])',
  ':is(select,input,textarea):not(form[action] *)',
]
const within = (place: string) => dead.map((selector) => `${place} ${selector}`).join()

/** What goes with them: their names, and what opens to nothing or stands for what will come. */
const beside = [
  'label:not(form[action] *):has(select,input,textarea)',
  'details:not(:has(>:nth-child(2)))',
  '.skeleton',
]

const style = `.needs-js,${[...dead, ...beside].join()}{display:none!important}
.without-js{display:inline-flex!important}
body:not(:has(${within('main')})) .left-out,body:has(main .says-missing) .left-out{display:none}`

/** What needs JavaScript to do anything is not offered without it, on any page. */
export const WithoutScripts = () => (
  <noscript>
    <style dangerouslySetInnerHTML={{ __html: style }} />
  </noscript>
)

/** Said where something was left out, unless the page says itself (`says-missing`) what that is. */
export const LeftOut = () => (
  <noscript>
    <p className="left-out panel mb-6 max-w-prose px-4 py-2 text-sm">
      Without JavaScript this page shows what the server knows already. What needs a script to be
      pressed, chosen or measured is left out.
    </p>
  </noscript>
)

/** The guestbook's page. It is no page of the lab's own, which would escape whatever it shows. */

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const thanks = (name: string) => `Thank you for your visit, ${name}.`

const closed = `
      <p>
        The hole is closed. It opens for the workspace of this browser alone, and only from here: a
        link that somebody else made opens nothing.
      </p>
      <form method="post">
        <button>Open the hole for my workspace</button>
      </form>`

const opened = (key: string) => `
      <p>
        The hole is open at this address. A script in the name can do whatever the strategies let
        your browser do, and reach nothing else of the lab.
      </p>
      <form>
        <input type="hidden" name="key" value="${escaped(key)}" />
        <label>Your name <input name="name" autocomplete="off" /></label>
        <button>Sign</button>
      </form>`

/** `key` where the hole is open: without one, a name is shown as the text that it is. */
export const pageText = (name: string | null, key: string | null) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <title>Guestbook · Logout Lab</title>
    <link rel="stylesheet" href="look.css" />
  </head>
  <body>
    <main>
      <h1>Guestbook</h1>
      <p>
        A page of Logout Lab with a hole in it, made on purpose: it shows the name in its address
        without escaping it, so that a script in a link runs as if the application had sent it. The
        attacks under “XSS: a script in the page” come in here.
      </p>${key === null ? closed : opened(key)}
      <p role="status">${name === null ? '' : thanks(key === null ? escaped(name) : name)}</p>
      <p><a href="/">Back to the lab</a></p>
    </main>
  </body>
</html>
`

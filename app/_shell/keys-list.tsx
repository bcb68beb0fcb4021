const keys: readonly (readonly [string, string])[] = [
  ['?', 'this list'],
  ['s', 'lab: steal the session'],
  ['o', 'lab: log out'],
  ['e', 'lab: log out everywhere'],
  ['c', 'lab: change the password'],
  ['b', 'lab: ban'],
  ['1', 'lab: advance one minute'],
  ['5', 'lab: advance five minutes'],
  ['h', 'lab: advance one hour'],
  ['p', 'lab: pause or go on'],
  ['r', 'lab: start over'],
  [', .', 'lab, replay: one measured moment back or on'],
]

export function KeysList() {
  return (
    <>
      <h2 id="keys-title" className="text-lg">
        Keys
      </h2>
      <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-2">
        {keys.map(([key, meaning]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="inline-block min-w-7 rounded-sm border border-edge px-2 text-center">
                {key}
              </kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-sm text-soft">
        Tab and Enter reach everything as well; Escape closes this list.
      </p>
    </>
  )
}

export const KeysEnd = () => (
  <form method="dialog" className="mt-4">
    <button className="button button-main">Close</button>
  </form>
)

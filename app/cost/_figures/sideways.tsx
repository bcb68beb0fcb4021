/** Under a heading: that there is more of a table than is in sight. `until` hides it where all is. */
export const Sideways = ({ until }: { until: 'lg:hidden' | 'xl:hidden' }) => (
  <p className={`label unprinted mt-2 ${until}`}>
    The table scrolls sideways; the names of the strategies stay.
  </p>
)

/** Stands where something will come, in its final size. */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden className={`rounded-md bg-sunken ${className}`} />
}

export function Loading({ rows, height }: { rows: number; height: string }) {
  return (
    <output className="block">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-8 w-72 max-w-full" />
      <Skeleton className="mt-3 h-6 w-full max-w-2xl" />
      <div className="mt-6 grid gap-2">
        {Array.from({ length: rows }, (_, row) => (
          <Skeleton key={row} className={height} />
        ))}
      </div>
    </output>
  )
}

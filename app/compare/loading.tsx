import { Loading } from '#app/_ui/skeleton.tsx'

export default function LoadingCompare() {
  return <Loading rows={7} height="h-20" />
}

import { Loading } from '#app/_ui/skeleton.tsx'

export default function LoadingOperator() {
  return <Loading rows={4} height="h-20" />
}

import { Loading } from '#app/_ui/skeleton.tsx'

export default function LoadingScenario() {
  return <Loading rows={3} height="h-48" />
}

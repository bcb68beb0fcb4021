import { Loading } from '#app/_ui/skeleton.tsx'

export default function LoadingScenarios() {
  return <Loading rows={5} height="h-28" />
}

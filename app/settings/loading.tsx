import { Loading } from '#app/_ui/skeleton.tsx'

export default function LoadingSettings() {
  return <Loading rows={8} height="h-16" />
}

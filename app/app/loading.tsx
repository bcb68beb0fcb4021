import { Loading } from '#app/_ui/skeleton.tsx'

export default function LoadingApp() {
  return <Loading rows={3} height="h-48" />
}

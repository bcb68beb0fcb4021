import { Loading } from '#app/_ui/skeleton.tsx'

export default function LoadingLab() {
  return <Loading rows={5} height="h-24" />
}

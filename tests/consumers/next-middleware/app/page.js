export default function Page() {
  return <p>for those who are signed in</p>
}

'use client'
import { useEffect } from 'react'
// Imported on the server, too, where the page is rendered: nothing happens there.
import { start } from '../../app.js'

let started

export default function Page() {
  useEffect(() => {
    // React runs effects twice in development.
    started ??= start().catch((error) => (globalThis.failure = error))
  }, [])
  return <p>app</p>
}

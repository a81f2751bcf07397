'use client'
import { useEffect } from 'react'

let started

export default function Page() {
  useEffect(() => {
    // React runs effects twice in development.
    started ??= import('../../app.js').then(({ start }) => start()).catch((error) => (globalThis.failure = error))
  }, [])
  return <p>app</p>
}

// A platform that is declared as classes, as @cloudflare/workers-types does it: they are no properties of
// `typeof globalThis`, and EventTarget has a type parameter.
declare class URL {
  constructor(url: string)
  readonly href: string
  readonly searchParams: URLSearchParams
}
declare class URLSearchParams {
  get(name: string): string | null
  getAll(name: string): string[]
}
declare class FormData {
  get(name: string): string | null
  append(name: string, value: string): void
}
declare abstract class AbortSignal {
  static timeout(milliseconds: number): AbortSignal
  readonly aborted: boolean
}
declare class Headers {
  get(name: string): string | null
}
declare class Event {
  constructor(type: string)
  readonly type: string
}
declare class EventTarget<Map extends Record<string, Event> = Record<string, Event>> {
  addEventListener<Type extends keyof Map>(type: Type, handler: (event: Map[Type]) => void): void
  dispatchEvent(event: Map[keyof Map]): boolean
}
interface RequestInit {
  method?: string
  signal?: AbortSignal | null
}
declare class Request {
  constructor(url: string)
  readonly url: string
}
declare class Response {
  constructor(body?: string)
  readonly status: number
  readonly headers: Headers
}
declare function fetch(input: string | Request, init?: RequestInit): Promise<Response>
declare namespace WebAssembly {
  abstract class Module {}
}

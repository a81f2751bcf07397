/**
 * Types of the platform, as all entries use them.
 *
 * @module
 */

// The package runs where the DOM library, @types/node or @cloudflare/workers-types describe the platform, and also where
// none of them is there. `typeof globalThis extends { URL: … }` would not do: workers-types declares its platform as
// classes, which are no properties of globalThis. So each name is tried as it is; where it is unknown TypeScript calls it
// an error type, whose keys are all keys there are, and the structural fallback takes its place.

type OrElse<Ambient, Fallback> = string | number | symbol extends keyof Ambient ? Fallback : Ambient

// @ts-ignore
type AmbientURL = URL
// @ts-ignore
type AmbientURLSearchParams = URLSearchParams
// @ts-ignore
type AmbientFormData = FormData
// @ts-ignore
type AmbientRequest = Request
// @ts-ignore
type AmbientRequestInit = RequestInit
// @ts-ignore
type AmbientResponse = Response
// @ts-ignore
type AmbientAbortSignal = AbortSignal
// @ts-ignore
type AmbientWasmModule = WebAssembly.Module
// @ts-ignore
type AmbientCryptoKey = CryptoKey

/** `URL` of the platform. */
export type HostURL = OrElse<AmbientURL, { readonly href: string }>

/** `URLSearchParams` of the platform. */
export type HostURLSearchParams = OrElse<
  AmbientURLSearchParams,
  { get(name: string): string | null; getAll(name: string): string[]; toString(): string }
>

/** `FormData` of the platform. */
export type HostFormData = OrElse<
  AmbientFormData,
  { get(name: string): unknown; getAll(name: string): unknown[]; has(name: string): boolean }
>

/** `AbortSignal` of the platform. */
export type HostAbortSignal = OrElse<
  AmbientAbortSignal,
  {
    readonly aborted: boolean
    readonly reason?: any
    addEventListener(type: 'abort', listener: (event: any) => void): void
    removeEventListener(type: 'abort', listener: (event: any) => void): void
  }
>

/** `Request` of the platform. */
export type HostRequest = OrElse<AmbientRequest, { readonly url: string; readonly method: string }>

/** `RequestInit` of the platform. */
export type HostRequestInit = OrElse<
  AmbientRequestInit,
  { method?: string; headers?: any; body?: any; signal?: any; redirect?: any }
>

/** `Response` of the platform. */
export type HostResponse = OrElse<
  AmbientResponse,
  {
    readonly ok: boolean
    readonly status: number
    readonly headers: { get(name: string): string | null; has(name: string): boolean }
    readonly body: any
    arrayBuffer(): Promise<ArrayBuffer>
    json(): Promise<any>
    text(): Promise<string>
  }
>

/** `WebAssembly.Module` of the platform. */
export type HostWasmModule = OrElse<AmbientWasmModule, unknown> & object

/** `CryptoKey` of the platform. */
export type HostCryptoKey = OrElse<
  AmbientCryptoKey,
  { readonly type: string; readonly extractable: boolean; readonly algorithm: any; readonly usages: any }
>

/**
 * A function with the shape of `fetch`. The SDK calls it without a `this`, with the address as a string, and always with
 * `redirect: 'manual'`.
 */
export type FetchLike = (url: string, init: HostRequestInit) => Promise<HostResponse>

// Without this every declaration above would be exported, the helpers too.
export {}

/** Whether two types are the same, not merely assignable to each other. */
export type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Fails to compile unless its argument is `true`. */
export declare function holds<_Claim extends true>(): void

/** A value of a type. */
export declare function a<T>(): T

import type { Purpose } from './client-failure'
import type { HttpAnswer, HttpRequest, Traffic } from './http/exchange'

/** One thing that is asked of ClearGrid, and what is made of the answer. */
export interface Call<T> {
  readonly purpose: Purpose
  readonly request: HttpRequest
  /**
   * Reads an answer with status 200; nobody reads its body afterwards.
   * @throws ExchangeFailure for what is not the documented answer.
   */
  readonly read: (answer: HttpAnswer) => T
  readonly traffic?: Traffic | undefined
  /** Told when an attempt begins: it waits for no permit and no pause any more. */
  readonly onBegin?: () => void
}

/** @throws ExchangeFailure, or ClientFailure where a layer has given up; the signal's reason. */
export type Send = <T>(call: Call<T>) => Promise<T>

/** Does something before or after each call, and hands it on. */
export type Layer = (next: Send) => Send

/** Layers around `send`: the first sees a call first, and its outcome last. */
export function layered(layers: readonly Layer[], send: Send): Send {
  return layers.reduceRight((next, layer) => layer(next), send)
}

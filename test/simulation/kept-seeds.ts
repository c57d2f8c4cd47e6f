/** Seeds that once failed, with what they found; they are kept for ever. */
export const KEPT_SEEDS: readonly (readonly [number, string])[] = []

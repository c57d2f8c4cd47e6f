import { distance } from 'fastest-levenshtein'

/**
 * ` Did you mean start_date?`, or nothing when no candidate is near: at most a third of the letters
 * differ, or two of a short word: letters that changed places are two. Case, dashes and underscores do not count.
 */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = closest(word, candidates)
  return near === undefined ? '' : ` Did you mean ${near}?`
}

function closest(word: string, candidates: readonly string[]): string | undefined {
  const plain = plainOf(word)
  const ranked = candidates
    .map((candidate) => ({ candidate, far: distance(plain, plainOf(candidate)) }))
    .sort((a, b) => a.far - b.far)
  const best = ranked[0]
  return best !== undefined && best.far <= Math.max(plain.length < 4 ? 1 : 2, plain.length / 3)
    ? best.candidate
    : undefined
}

function plainOf(word: string): string {
  return word
    .slice(0, LENGTH_MAX)
    .toLowerCase()
    .replace(/[-_\s]/g, '')
}

/** None of our names is nearly as long, and the work grows with the square of the length. */
const LENGTH_MAX = 100

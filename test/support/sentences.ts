import { readdirSync } from 'node:fs'
import ts from 'typescript'
import { pathOf, textOf } from './repository'

/** A piece of text in src that a person may read: what stands between two inserted values. */
export interface Sentence {
  readonly file: string
  readonly text: string
}

/** Two words in a row: a text for people, and no name, header or pattern. */
const WORDS = /[A-Za-z]{2,},? [a-z(]+/

/** What is said by files of src, in pieces. Comments, and text for the compiler, are not said. */
export function sentencesIn(isMeant: (file: string) => boolean): Sentence[] {
  return readdirSync(pathOf('src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && isMeant(path))
    .flatMap((file) => piecesOf(file).map((text) => ({ file, text })))
    .filter(({ text }) => WORDS.test(text))
}

function piecesOf(file: string): string[] {
  const tree = ts.createSourceFile(file, textOf(`src/${file}`), ts.ScriptTarget.ES2022, true)
  const pieces: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return
    if (isText(node)) pieces.push(node.text.trim())
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return pieces
}

function isText(node: ts.Node): node is ts.LiteralLikeNode {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node)
  )
}

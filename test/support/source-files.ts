import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import ts from 'typescript'

/** A file of src, by its path without the ending: `sync/plan`. */
export interface SourceFile {
  readonly name: string
  /** The files of ours that it imports, by the same names; statically or not, types included. */
  readonly imports: readonly string[]
  /** Those of them that are loaded with it: not the ones of which it needs only types. */
  readonly loads: readonly string[]
  /** Names that it declares: constants, functions, parameters, members of types. */
  readonly declared: readonly string[]
  /** Names that it uses and does not declare as a member: variables, globals. */
  readonly used: readonly string[]
}

const SRC = join(__dirname, '..', '..', 'src')

/** All of src, or of another folder of sources. */
export function sourceFiles(root = SRC): SourceFile[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => read(root, path))
}

function read(root: string, path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8')
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true)
  const declared: string[] = []
  const used: string[] = []
  visit(tree, (identifier) => {
    if (isDeclared(identifier)) declared.push(identifier.text)
    else if (!isMember(identifier)) used.push(identifier.text)
  })
  const imports = importsOf(root, path, text)
  return {
    name: nameOf(path),
    imports,
    loads: importsOf(root, path, withoutTypes(text)),
    declared,
    used,
  }
}

function importsOf(root: string, path: string, text: string): string[] {
  return ts
    .preProcessFile(text)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((target) => target.startsWith('.'))
    .map((target) => nameOf(relative(root, join(root, dirname(path), target))))
}

/** What is left to run: imports of types only are gone. */
function withoutTypes(text: string): string {
  const { ES2022: target } = ts.ScriptTarget
  const { ES2022: module } = ts.ModuleKind
  return ts.transpileModule(text, { compilerOptions: { target, module } }).outputText
}

function nameOf(path: string): string {
  return path.replace(/(\.d)?\.ts$/, '').replaceAll(sep, '/')
}

function visit(node: ts.Node, meet: (identifier: ts.Identifier) => void): void {
  if (ts.isIdentifier(node)) meet(node)
  ts.forEachChild(node, (child) => visit(child, meet))
}

function isDeclared(identifier: ts.Identifier): boolean {
  const { parent } = identifier
  const declares =
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isBindingElement(parent) ||
    ts.isFunctionLike(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isInterfaceDeclaration(parent) ||
    ts.isTypeAliasDeclaration(parent) ||
    ts.isClassDeclaration(parent)
  return declares && parent.name === identifier
}

function isMember(identifier: ts.Identifier): boolean {
  const { parent } = identifier
  return (
    (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) &&
    parent.name === identifier
  )
}

import ts from 'typescript';

/**
 * The exported functions, constants and types of a file that no docstring explains, as `name (line)`. A type needs none of its own when
 * an explained export of the same file bears its name (a zod schema) or is made with it (the options or the outcome of a function).
 * What is exported onwards is explained where it is made.
 */
export function undocumentedExports(path: string, text: string): readonly string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const exported = file.statements.filter(isExported);
  const explained = exported.filter(isExplained);
  return exported
    .filter((statement) => !isExplained(statement))
    .flatMap((statement) => namesOf(statement).map((name) => ({ name, statement })))
    .filter(({ name, statement }) => !(isType(statement) && explained.some((other) => mentions(other, name))))
    .map(({ name, statement }) => `${name} (${file.getLineAndCharacterOfPosition(statement.getStart()).line + 1})`);
}

function isType(statement: ts.Statement): boolean {
  return ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement);
}

function mentions(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node) && node.text === name) return true;
  return ts.forEachChild(node, (child) => mentions(child, name) || undefined) ?? false;
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

function isExplained(statement: ts.Statement): boolean {
  return ts.getJSDocCommentsAndTags(statement).length > 0;
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement);
  return isNamed ? [statement.name?.getText() ?? 'default'] : [];
}

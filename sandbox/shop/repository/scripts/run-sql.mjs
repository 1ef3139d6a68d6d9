const FORMS = [
  [/^CREATE TABLE (\w+) \((.*)\)$/s, createTable],
  [/^DROP TABLE (\w+)$/, dropTable],
  [/^ALTER TABLE (\w+) ADD COLUMN (\w+) \w+.*$/s, addColumn],
  [/^ALTER TABLE (\w+) DROP COLUMN (\w+)$/, dropColumn],
];

/** Runs the statements of a migration on tables, each a list of column names. Throws a sentence for one it cannot run; the tables are then half changed. */
export function runSql(tables, text, file) {
  const plain = text.replace(/--.*$/gm, '');
  for (const statement of plain.split(';').map((one) => one.trim().replace(/\s+/g, ' '))) {
    if (statement === '') continue;
    const form = FORMS.find(([pattern]) => pattern.test(statement));
    if (!form) throw new Error(`${file}: this database does not know "${statement}".`);
    const [pattern, run] = form;
    const problem = run(tables, ...pattern.exec(statement).slice(1));
    if (problem) throw new Error(`${file}: ${problem}`);
  }
}

function createTable(tables, name, body) {
  if (tables[name]) return `there is a table ${name} already`;
  const parts = body.split(/,(?![^(]*\))/).map((part) => part.trim());
  tables[name] = parts.filter((part) => /^[a-z]/.test(part)).map((part) => part.split(' ')[0]);
}

function dropTable(tables, name) {
  if (!tables[name]) return `there is no table ${name}`;
  delete tables[name];
}

function addColumn(tables, name, column) {
  if (!tables[name]) return `there is no table ${name}`;
  if (tables[name].includes(column)) return `${name} has a column ${column} already`;
  tables[name].push(column);
}

function dropColumn(tables, name, column) {
  if (!tables[name]?.includes(column)) return `${name} has no column ${column}`;
  tables[name] = tables[name].filter((one) => one !== column);
}

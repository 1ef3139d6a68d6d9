import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

type Tree = { readonly [key: string]: unknown };
type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: Tree };
type Operation = {
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: { readonly [type: string]: { readonly schema: Tree } };
  };
  readonly responses: { readonly [status: string]: Tree };
};
type Description = { readonly paths: { readonly [route: string]: { readonly [method: string]: Operation } } };

/** One call as the server saw it. */
export type SeenCall = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly body: Buffer;
};

/** A vendor's OpenAPI 3.0 description, asked whether a call and its answer are as it says. */
export class OpenapiContract {
  readonly #tree: Tree & Description;
  readonly #ajv: Ajv;
  readonly #validators = new Map<Tree, ValidateFunction>();

  constructor(file: string) {
    this.#tree = JSON.parse(readFileSync(file, 'utf8')) as Tree & Description;
    this.#ajv = new Ajv({ strict: false, validateFormats: false, coerceTypes: false });
    this.#ajv.addSchema({ ...this.#tree, $id: 'api' });
  }

  /** What is wrong with a call: an unknown address, parameter or field, a missing or malformed one. */
  problemsWithCall(call: SeenCall): readonly string[] {
    const found = this.#find(call);
    if (found === null) return [`${call.method} ${call.path} is not described`];
    const { operation, values } = found;
    const parameters = (operation.parameters ?? []).map((one) => this.#resolved(one) as unknown as Parameter);
    const queried = parameters.filter((one) => one.in === 'query');
    const problems = [...call.query.keys()]
      .filter((name) => !queried.some((one) => one.name === name))
      .map((name) => `the query has an unknown ${name}`);
    for (const one of parameters) {
      const text = one.in === 'query' ? call.query.get(one.name) : (values[one.name] ?? null);
      if (text === null && one.required === true) problems.push(`${one.name} is missing`);
      if (text !== null) problems.push(...this.#mismatches(one.schema, typed(text, one.schema), one.name));
    }
    return [...problems, ...this.#problemsWithBody(operation, call)];
  }

  /** What is wrong with an answer. A status the description does not list may have any body. */
  problemsWithAnswer(call: SeenCall, status: number, body: unknown): readonly string[] {
    const listed = this.#find(call)?.operation.responses[String(status)];
    if (listed === undefined) return [];
    const content = this.#resolved(listed).content as
      | { readonly [type: string]: { readonly schema: Tree } }
      | undefined;
    const schema = content?.['application/json']?.schema;
    return schema === undefined ? [] : this.#mismatches(schema, body, `the answer ${status}`);
  }

  /** The least value of a named schema that is right, with these fields in it: what an answer of the vendor may look like. */
  sample(name: string, fields: Tree = {}): Tree {
    return { ...(this.#least({ $ref: `#/components/schemas/${name}` }) as Tree), ...fields };
  }

  #problemsWithBody(operation: Operation, { body, contentType }: SeenCall): readonly string[] {
    const content = operation.requestBody?.content;
    if (content === undefined) return body.length === 0 ? [] : ['a body nobody asked for'];
    const [type = ''] = contentType.split(';');
    const schema = content[type]?.schema;
    if (schema === undefined) return [`a body of type ${type}`];
    if (type !== 'application/json') return [];
    const data = JSON.parse(body.toString()) as Tree;
    const known = (schema.properties ?? {}) as Tree;
    const unknown = Object.keys(data).filter((key) => !(key in known));
    return [...unknown.map((key) => `the body has an unknown ${key}`), ...this.#mismatches(schema, data, 'the body')];
  }

  #mismatches(schema: Tree, data: unknown, what: string): readonly string[] {
    const validate = this.#validators.get(schema) ?? this.#ajv.compile(absolute(schema) as Tree);
    this.#validators.set(schema, validate);
    if (validate(data)) return [];
    return (validate.errors ?? []).map((error) => `${what}${error.instancePath} ${error.message ?? ''}`);
  }

  #find({ method, path }: SeenCall): { readonly operation: Operation; readonly values: Record<string, string> } | null {
    // A fixed address goes before one with parameters that fits too.
    const routes = Object.keys(this.#tree.paths).sort((a, b) => a.split('{').length - b.split('{').length);
    for (const route of routes) {
      const operation = this.#tree.paths[route]?.[method.toLowerCase()];
      const values = operation === undefined ? null : valuesIn(route, path);
      if (operation !== undefined && values !== null) return { operation, values };
    }
    return null;
  }

  #resolved(part: Tree | { readonly $ref: string }): Tree {
    if (typeof part.$ref !== 'string') return part as Tree;
    return part.$ref
      .split('/')
      .slice(1)
      .reduce<Tree>((tree, key) => tree[key] as Tree, this.#tree);
  }

  #least(schema: Tree): unknown {
    const { allOf, anyOf, oneOf, enum: choices, nullable, properties, required, type } = this.#resolved(schema);
    if (nullable === true) return null;
    if (Array.isArray(choices)) return choices[0];
    const [first] = [allOf, anyOf, oneOf].find(Array.isArray) ?? [];
    if (first !== undefined) return this.#least(first as Tree);
    if (type === 'object' || properties !== undefined) {
      const names = (required ?? []) as readonly string[];
      return Object.fromEntries(names.map((name) => [name, this.#least(((properties ?? {}) as Tree)[name] as Tree)]));
    }
    return { array: [], boolean: false, integer: 1, number: 1, string: '' }[String(type)] ?? null;
  }
}

/** References of a part, which is checked by itself, point into the whole. */
function absolute(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(absolute);
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).map(([key, value]) => [
    key,
    key === '$ref' ? `api${String(value)}` : absolute(value),
  ]);
  return Object.fromEntries(entries);
}

/** The values of the parameters in an address, null where it is another address. Slashes in a value are encoded. */
function valuesIn(route: string, path: string): Record<string, string> | null {
  const names = Array.from(route.matchAll(/\{(\w+)\}/g), ([, name]) => name ?? '');
  const found = new RegExp(`^${route.replaceAll(/\{\w+\}/g, '([^/]+)')}$`).exec(path);
  if (found === null) return null;
  return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]));
}

function typed(text: string, schema: Tree): unknown {
  return schema.type === 'integer' && /^\d+$/.test(text) ? Number(text) : text;
}

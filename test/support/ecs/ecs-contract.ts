import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

type Reference = { readonly $ref: string };
type Model = {
  readonly operations: { readonly [name: string]: { readonly input: Reference; readonly output: Reference } };
  readonly schemas: object;
};

const model = JSON.parse(readFileSync('test/support/ecs/ecs-model.json', 'utf8')) as Model;
const ajv = new Ajv({ strict: false });
ajv.addSchema({ ...model, $id: 'ecs' });
const validators = new Map<string, ValidateFunction>();

/** What is wrong with an input or output of an operation, by Amazon's model of it. */
export function ecsProblems(operation: string, part: 'input' | 'output', data: unknown): readonly string[] {
  const reference = model.operations[operation]?.[part];
  if (reference === undefined) return [`${operation} is not described`];
  const at = `ecs${reference.$ref}`;
  const validate = validators.get(at) ?? ajv.compile({ $ref: at });
  validators.set(at, validate);
  if (validate(data)) return [];
  return (validate.errors ?? []).map((error) => `${operation} ${part}${error.instancePath} ${error.message ?? ''}`);
}

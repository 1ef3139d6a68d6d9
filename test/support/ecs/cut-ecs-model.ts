import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/**
 * Cuts the operations Fairlead uses out of Amazon's published model of ECS and writes them as JSON Schema:
 * `node dist/test/support/ecs/cut-ecs-model.js service-2.json.gz`, of botocore 1.43.106 (data/ecs/2014-11-13). Fields the model does not have are refused.
 */
const kept =
  'DescribeServices DescribeTaskDefinition ListTaskDefinitions RegisterTaskDefinition UpdateService DescribeTasks ListTasks DescribeClusters ListClusters'.split(
    ' ',
  );

type Shape = {
  readonly type: string;
  readonly required?: readonly string[];
  readonly members?: { readonly [name: string]: { readonly shape: string } };
  readonly member?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly enum?: readonly string[];
};
type Model = {
  readonly operations: {
    readonly [name: string]: {
      readonly input: { readonly shape: string };
      readonly output: { readonly shape: string };
    };
  };
  readonly shapes: { readonly [name: string]: Shape };
};

const model = JSON.parse(gunzipSync(readFileSync(process.argv[2] ?? '')).toString()) as Model;
const operations: Record<string, object> = {};
const schemas: Record<string, object> = {};
const waiting: string[] = [];

for (const name of kept) {
  const operation = model.operations[name];
  if (operation === undefined) throw new Error(`The model has no ${name}.`);
  operations[name] = { input: reference(operation.input.shape), output: reference(operation.output.shape) };
}
for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
  const shape = model.shapes[name];
  if (shape !== undefined && !(name in schemas)) schemas[name] = schemaOf(shape);
}
const source = 'botocore 1.43.106, data/ecs/2014-11-13/service-2.json (Apache-2.0)';
writeFileSync('test/support/ecs/ecs-model.json', `${JSON.stringify({ source, operations, schemas }, null, 1)}\n`);

function schemaOf({ enum: choices, member, members, required, type, value }: Shape): object {
  switch (type) {
    case 'structure': {
      const properties = Object.entries(members ?? {}).map(([name, one]) => [name, reference(one.shape)]);
      return {
        type: 'object',
        properties: Object.fromEntries(properties),
        additionalProperties: false,
        ...(required === undefined || required.length === 0 ? {} : { required }),
      };
    }
    case 'list':
      return { type: 'array', items: reference(member?.shape ?? '') };
    case 'map':
      return { type: 'object', additionalProperties: reference(value?.shape ?? '') };
    case 'boolean':
    case 'string':
      return choices === undefined ? { type } : { type, enum: choices };
    case 'integer':
    case 'long':
      return { type: 'integer' };
    default:
      return { type: 'number' };
  }
}

function reference(name: string): { readonly $ref: string } {
  waiting.push(name);
  return { $ref: `#/schemas/${name}` };
}

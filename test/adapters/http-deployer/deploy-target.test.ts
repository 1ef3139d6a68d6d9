import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { createDeployPlatform, respond } from '#test/support/deploy-platform.ts';

const path = fileURLToPath(new URL('../../../docs/http-deployer.schema.json', import.meta.url));
const schema = JSON.parse(readFileSync(path, 'utf8'));
const ajv = new Ajv2020({ schemas: [schema], strictTypes: false });
const platform = createDeployPlatform();
const wish = (version: string): string =>
  JSON.stringify({ service: 'api', environment: 'staging', version, kind: 'deploy' });

it.each([
  ['GET', [], '', 200, 'Discovery'],
  ['PUT', ['deployments', 'a/1'], wish('1.0.0'), 202, 'Deployment'],
  ['PUT', ['deployments', 'a/1'], wish('1.0.0'), 200, 'Deployment'],
  ['PUT', ['deployments', 'a/1'], wish('1.0.1'), 409, 'Error'],
  ['PUT', ['deployments', 'a/2'], '{', 400, 'Error'],
  ['PUT', ['deployments', 'a/3'], wish('9.9.9'), 422, 'Error'],
  ['GET', ['deployments', 'a/1'], '', 200, 'Deployment'],
  ['GET', ['deployments', 'never'], '', 404, 'Error'],
  ['GET', ['services', 'api', 'environments', 'staging'], '', 200, 'RunningVersion'],
  ['GET', ['services', 'api', 'environments', 'production'], '', 200, 'RunningVersion'],
] as const)(
  'the platform of the tests answers %s %j by the documented protocol',
  (method, segments, text, status, name) => {
    const answer = respond(platform, method, segments, text);
    const validate = ajv.getSchema(`${schema.$id}#/$defs/${name}`);
    validate?.(answer.body);
    expect({ status: answer.status, faults: validate?.errors }).toEqual({ status, faults: null });
  },
);

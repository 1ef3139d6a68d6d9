import { expect, it } from 'vitest';
import { signRequest } from '#adapters/ecs/sign-request.ts';

const keys = { accessKey: 'AKIDEXAMPLE', secretKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const at = new Date('2015-08-30T12:36:00Z');
const signatureOf = (headers: Record<string, string>) => /Signature=(\w+)$/.exec(headers.authorization ?? '')?.[1];

it.each([
  ['GET', 'get-vanilla', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
  ['POST', 'post-vanilla', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
])("signs a %s as Amazon's test suite does (%s)", (method, _name, signature) => {
  const request = { method, url: 'https://example.amazonaws.com/', headers: {}, body: '' };
  const headers = signRequest(
    request,
    { ...keys, sessionToken: null },
    { region: 'us-east-1', service: 'service', at },
  );
  expect(signatureOf(headers)).toBe(signature);
});

it.each([
  ['long-lived', null, '3556d0df356b7aeb0d20d406d3bc361aff867e57574eb644a3886d3c06f000cf'],
  ['temporary', 'a-session-token', 'cef6f21d66ce4579cad4d5ae7d0a50ce07343bc1dda78d3d9bf3a39aff10abfb'],
])('signs a request to Amazon ECS with %s credentials as botocore does', (_kind, sessionToken, signature) => {
  const request = {
    method: 'POST',
    url: 'https://ecs.eu-central-1.amazonaws.com/',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': 'AmazonEC2ContainerServiceV20141113.DescribeServices',
    },
    body: '{"cluster":"shop","services":["api"]}',
  };
  const headers = signRequest(request, { ...keys, sessionToken }, { region: 'eu-central-1', service: 'ecs', at });
  expect(signatureOf(headers)).toBe(signature);
  expect(headers['x-amz-date']).toBe('20150830T123600Z');
});

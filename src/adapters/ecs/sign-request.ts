import { createHash, createHmac } from 'node:crypto';

export type AwsCredentials = {
  readonly accessKey: string;
  readonly secretKey: string;
  /** Null for credentials that are not temporary. */
  readonly sessionToken: string | null;
};

export type SignableRequest = {
  readonly method: string;
  /** Without a query: the APIs of the JSON protocol have none. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type SigningScope = { readonly region: string; readonly service: string; readonly at: Date };

const algorithm = 'AWS4-HMAC-SHA256';

/**
 * The headers of a request with its signature (AWS Signature Version 4): those it had, `host`, `x-amz-date`, `x-amz-security-token` where there
 * is a session token, and `authorization`. All of them are signed, and so is the body. A signature is taken for five minutes.
 */
export function signRequest(
  request: SignableRequest,
  { accessKey, secretKey, sessionToken }: AwsCredentials,
  { at, region, service }: SigningScope,
): Record<string, string> {
  const { host, pathname } = new URL(request.url);
  const time = at.toISOString().replace(/[:-]|\.\d{3}/g, '');
  const lower = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]);
  const signed: Record<string, string> = {
    ...Object.fromEntries(lower),
    host,
    'x-amz-date': time,
    ...(sessionToken === null ? {} : { 'x-amz-security-token': sessionToken }),
  };
  const names = Object.keys(signed).sort();
  const lines = names.map((name) => `${name}:${(signed[name] ?? '').trim().replace(/ +/g, ' ')}\n`);
  const canonical = [request.method, pathname, '', lines.join(''), names.join(';'), digest(request.body)].join('\n');
  const day = time.slice(0, 8);
  const scope = `${day}/${region}/${service}/aws4_request`;
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(mac, `AWS4${secretKey}`);
  const signature = mac(key, [algorithm, time, scope, digest(canonical)].join('\n')).toString('hex');
  const parts = [`Credential=${accessKey}/${scope}`, `SignedHeaders=${names.join(';')}`, `Signature=${signature}`];
  return { ...signed, authorization: `${algorithm} ${parts.join(', ')}` };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function mac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

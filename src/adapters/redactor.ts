/** Takes the secrets out of a text that is about to be shown or kept. */
export type Redact = (text: string) => string;

const secretName = /(TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL|PRIVATE_KEY|API_?KEY|ACCESS_KEY)/i;
const shortest = 6;

/** Shapes that are secret wherever they come from: tokens of Slack, GitHub and GitLab, JWTs, AWS key ids, and PEM private keys. */
const shapes = [
  /\bx(?:ox[a-z]|app)-[A-Za-z0-9-]{10,}/g,
  /\bgh[pousr]_[A-Za-z0-9]{20,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/g,
  /\bgl(?:pat|dt|ptt|cbt|rt|soat|agent|oas)-[A-Za-z0-9_-]{20,}(?:\.[A-Za-z0-9_-]+)*/g,
  /\bey[JK][A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g,
  /\bA(?:KIA|SIA)[A-Z0-9]{16}\b/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
];
const userinfo = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:[^\s/@]+@/gi;
/** Slack calls one of its settings pages "Basic Information", which is no credential. */
const bearer = /\b(Bearer|Basic)\s+(?!Information\b)[A-Za-z0-9._~+/=-]{8,}/gi;

/**
 * Makes a function that replaces with `[redacted]`: the values of variables whose names speak of a secret (TOKEN, SECRET, PASSWORD ...), as
 * they are, URL-encoded and in base64; passwords inside addresses; and texts shaped like well-known tokens. Values under 6 characters are
 * left alone, since they would cut ordinary words.
 */
export function createRedactor(environment: Readonly<Record<string, string | undefined>>): Redact {
  const known = secretValues(environment);
  return (text) => {
    let clean = text;
    for (const value of known) clean = clean.replaceAll(value, '[redacted]');
    clean = clean.replace(userinfo, '$1[redacted]@').replace(bearer, '$1 [redacted]');
    for (const shape of shapes) clean = clean.replace(shape, '[redacted]');
    return clean;
  };
}

function secretValues(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const values = new Set<string>();
  for (const [name, value] of Object.entries(environment)) {
    for (const secret of secretsOf(name, value ?? '')) {
      if (secret.length < shortest) continue;
      values.add(secret);
      values.add(encodeURIComponent(secret));
      values.add(Buffer.from(secret).toString('base64').replace(/=+$/, ''));
    }
  }
  return [...values].sort((one, other) => other.length - one.length);
}

function secretsOf(name: string, value: string): readonly string[] {
  if (secretName.test(name)) return [value, value.trim(), ...value.split(/\r?\n/).map((line) => line.trim())];
  const password = URL.canParse(value) ? new URL(value).password : '';
  return password === '' ? [] : [password, safelyDecoded(password)];
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Variables of the operator that git, ssh and gpg need; everything else, secrets above all, stays out of the child process. */
const inherited = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'TMPDIR',
  'XDG_CONFIG_HOME',
  'SSH_AUTH_SOCK',
  'GNUPGHOME',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'all_proxy',
  'no_proxy',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'GIT_SSL_CAINFO',
  'GIT_SSH_COMMAND',
] as const;

/** A setting for one git call, `http.https://host/.extraheader` and its value. */
export type GitSetting = readonly [key: string, value: string];

/** Settings that hold for every call, whatever the operator's own git configuration says. */
const always: readonly GitSetting[] = [
  ['core.hooksPath', '/dev/null'],
  ['core.quotePath', 'false'],
  ['core.autocrlf', 'false'],
  ['gc.autoDetach', 'false'],
  ['maintenance.autoDetach', 'false'],
  ['log.showSignature', 'false'],
  ['i18n.commitEncoding', 'UTF-8'],
  ['push.gpgSign', 'false'],
  ['push.followTags', 'false'],
  ['advice.detachedHead', 'false'],
];

/**
 * The whole environment of a git process. Settings travel in GIT_CONFIG_* and not as arguments, since arguments are shown to every user of
 * the machine and one of the settings may be a token.
 */
export function gitEnvironment(
  settings: readonly GitSetting[],
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const environment: Record<string, string> = { LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_LITERAL_PATHSPECS: '1' };
  for (const name of inherited) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  const all = [...always, ...settings];
  environment.GIT_CONFIG_COUNT = String(all.length);
  all.forEach(([key, value], index) => {
    environment[`GIT_CONFIG_KEY_${index}`] = key;
    environment[`GIT_CONFIG_VALUE_${index}`] = value;
  });
  return { ...environment, ...extra };
}

import { ReleaseError } from '#errors.ts';
import { redactAddress } from './redact-address.ts';

/** Failures that time alone does not mend, looked for first: git ends many of them with a sentence about the network. */
const fatal =
  /authentication failed|permission denied|repository .*not found|not found$|could not read (?:username|password)|returned error: 40[0134]|does not appear to be a git repository|host key verification failed|no space left|access denied|protected branch|not authorized/im;
const transient =
  /could not resolve host|connection (?:refused|reset|timed out|closed)|operation timed out|timed out|early eof|sideband|unexpected disconnect|hung up unexpectedly|rpc failed|returned error: (?:429|5\d\d)|unable to access|could not read from remote|network is unreachable|no route to host|broken pipe|tls|ssl|kex_exchange|\.lock': file exists|cannot lock ref|unable to create .*lock|block timeout|another git process|couldn't connect|failed to connect/i;

/** Words a failed git call for people: what was tried, what git said last, what to do. Credentials never stand in it. */
export function gitFailure(
  what: string,
  stderr: string,
  options: { readonly redact?: (text: string) => string; readonly cause?: unknown } = {},
): ReleaseError {
  if (/spawn git ENOENT/.test(stderr)) {
    return new ReleaseError(
      'GIT_FAILED',
      'fatal',
      `${what} failed: there is no git on the PATH. Install git and start again.`,
    );
  }
  const said = lastSentence(stderr);
  const shown = options.redact === undefined ? redactAddress(said) : options.redact(redactAddress(said));
  const cause = options.cause === undefined ? {} : { cause: options.cause };
  if (!fatal.test(stderr) && transient.test(stderr)) {
    return new ReleaseError(
      'GIT_UNREACHABLE',
      'transient',
      `${what} failed: ${shown} It is tried again by itself.`,
      cause,
    );
  }
  const advice = 'Check the repository address and the rights of the bot.';
  return new ReleaseError('GIT_FAILED', 'fatal', `${what} failed: ${shown} ${advice}`, cause);
}

/** The line that says most: git puts `fatal:` or `error:` in front of it. */
function lastSentence(stderr: string): string {
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) => line.replace(/\p{Cc}/gu, ' ').trim())
    .filter((line) => line !== '');
  const marked = lines.filter((line) => /^(?:fatal|error|remote: error|ssh):/i.test(line));
  const line = (marked[0] ?? lines.at(-1) ?? 'git said nothing').slice(0, 300);
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

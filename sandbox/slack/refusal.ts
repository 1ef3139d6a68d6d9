/** What Slack adds to a refusal: `needed`, `provided`, `errors`, `response_metadata`. */
export type RefusalDetail = Readonly<Record<string, unknown>>;

/** A Web API answer with `ok: false`. `code` is Slack's own error word; `detail` is added to the answer beside it. */
export class SlackRefusal extends Error {
  readonly code: string;
  readonly detail: RefusalDetail;

  constructor(code: string, detail: RefusalDetail = {}) {
    super(code);
    this.name = 'SlackRefusal';
    this.code = code;
    this.detail = detail;
  }
}

/** The refusal Slack gives for arguments it can read but not accept, with one `[ERROR]` line per complaint. */
export function invalidArguments(...complaints: readonly string[]): SlackRefusal {
  return new SlackRefusal('invalid_arguments', {
    response_metadata: { messages: complaints.map((complaint) => `[ERROR] ${complaint}`) },
  });
}

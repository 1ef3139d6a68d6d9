/** What one check of the doctor found. `could_not_check` says nothing about the thing itself: there was no way to look. */
export type Verdict = {
  readonly status: 'ok' | 'warning' | 'failed' | 'could_not_check';
  /** Whole sentences: what was found. */
  readonly says: string;
  /** What to do about it; null where nothing is to be done. */
  readonly next: string | null;
};

/** A verdict under the name of its check. */
export type Finding = Verdict & { readonly name: string };

/** All is as it should be. */
export function ok(says: string): Verdict {
  return { status: 'ok', says, next: null };
}

/** It works, and somebody should know something about it. */
export function warning(says: string, next: string | null = null): Verdict {
  return { status: 'warning', says, next };
}

/** Releases will not work like this. */
export function failed(says: string, next: string | null = null): Verdict {
  return { status: 'failed', says, next };
}

/** There was no way to look; `says` is the reason. */
export function couldNotCheck(says: string, next: string | null = null): Verdict {
  return { status: 'could_not_check', says, next };
}

/** Whether anything failed; warnings and what could not be checked are no failures. */
export function hasFailed(findings: readonly Finding[]): boolean {
  return findings.some(({ status }) => status === 'failed');
}

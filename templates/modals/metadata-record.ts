/** What a modal's `private_metadata` holds, by key; nothing where it is not ours. */
export function metadataRecord(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** A text of it; null when there is none or it is empty. */
export function metadataText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

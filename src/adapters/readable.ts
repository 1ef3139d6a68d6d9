import { ReleaseError } from '#errors.ts';

/** Null for what the credentials may not see, or is refused for good. What may pass is thrown, as is what nobody foresaw. */
export async function readable<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ReleaseError && error.fault !== 'transient') return null;
    throw error;
  }
}

/** The platform's fetch, which gives up after `timeout` milliseconds, the reading of the body included. */
export function fetchWithin(timeout: number): typeof fetch {
  return (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(Math.ceil(timeout)) });
}

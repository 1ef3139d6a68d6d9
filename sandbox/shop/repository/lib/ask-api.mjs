/** Asks the api of the same environment for one path. Throws when it does not answer with 200. */
export async function askApi(path) {
  const base = process.env.API_URL;
  if (!base) return null;
  const response = await fetch(`${base}${path}`, { signal: AbortSignal.timeout(3000) });
  if (!response.ok) throw new Error(`the api answered ${response.status} to ${path}`);
  return response.json();
}

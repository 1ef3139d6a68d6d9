import { usePage } from '../page-context.ts';

/** What is broken at the moment: the page cannot reach the sandbox, or the app is not connected to it. */
export function Banners() {
  const { picture, status } = usePage();
  if (status === 'lost') {
    return (
      <p className="banner" role="status">
        The sandbox cannot be reached. The page tries again by itself.
      </p>
    );
  }
  if (picture.appConnected) return null;
  return (
    <p className="banner" role="status" data-testid="app-not-connected">
      {picture.appName} is not connected: commands and buttons are not answered until it is.
    </p>
  );
}

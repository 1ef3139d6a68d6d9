/** Does something every so many milliseconds, and leaves a beat out while the last one is not done. What fails is tried again at the next beat. */
export function inBeats(millis: number, work: () => Promise<unknown>): NodeJS.Timeout {
  let isBusy = false;
  return setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    void work()
      .catch(() => undefined)
      .finally(() => {
        isBusy = false;
      });
  }, millis);
}

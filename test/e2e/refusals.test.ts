import { describe, expect, it } from 'vitest';
import { type Desk, type PersonName, patience } from './support/desk.ts';
import { partLimit, testWorld } from './support/test-world.ts';

const world = testWorld(['--fast']);

function answer(desk: Desk, text: string): Promise<void> {
  return expect.poll(desk.answers, { timeout: patience }).toContain(text);
}

describe('what Fairlead refuses', { timeout: partLimit }, () => {
  it.each([
    [
      '/release 1.5',
      '1.5 is not a SemVer 2.0.0 version: it needs three numbers. Did you mean 1.5.0? Nothing was done. Type /release 1.5.0, or /release help for everything.',
    ],
    [
      '/release v1.5.0',
      'v1.5.0 is not a SemVer 2.0.0 version: it starts with the number, and the prefix belongs to the tag. Did you mean 1.5.0? Nothing was done. Type /release 1.5.0, or /release help for everything.',
    ],
    [
      '/release 1.4.0',
      'Nothing was planned. 1.4.0 has a tag already, and a published version never changes. The next free one is 1.4.3.',
    ],
    [
      '/release 1.5.0 --services wrker',
      'There is no service wrker. The services are api, worker and frontend. Did you mean worker? Nothing was done. Type /release 1.5.0 --services worker, or /release help for everything.',
    ],
    [
      '/release statsu',
      'I do not know what statsu means here. Did you mean status? Nothing was done. Type /release status, or /release help for everything.',
    ],
    [
      '/deploy 1.5.0',
      '/deploy is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands. If you are trying to send a message and not run a command, try preceding the "/" with an empty space.',
    ],
  ])('answers %s privately with the rule and the next step', async (line, text) => {
    const desk = world.desk();
    await desk.send(line);
    await answer(desk, text);
  });

  it('plans nothing for any of them', async () => {
    const desk = world.desk();
    await desk.keep('40-refused-commands');
    await desk.send('/release why');
    await answer(desk, 'Nothing is in flight, so nothing waits. Start with /release.');
    expect(await desk.page.locator('li[data-step][data-done=true]').count()).toBe(0);
  });

  it.each<[string, PersonName, string]>([
    ['holds no role', 'Aiko', 'You may not approve shop 1.5.0 for production: only release-manager or tech-lead may.'],
    ['asked for it', 'Jonas', 'You asked for shop 1.5.0, so somebody else has to approve it. The card names who can.'],
    [
      'wrote a commit',
      'Mira',
      'You wrote a commit in shop 1.5.0, so somebody else has to approve it. The card names who can.',
    ],
  ])('tells who %s that their approval does not count', async (_why, name, text) => {
    const desk = world.desk();
    if (name === 'Aiko') {
      await desk.actAs('Jonas');
      await desk.send('/release 1.5.0');
    }
    const card = await desk.card('Waiting for approval: shop 1.5.0, production');
    await desk.actAs(name);
    await desk.press(card, 'Approve 1.5.0 for production');
    await desk.agree('Approve 1.5.0');
    await answer(desk, text);
    await desk.card('Waiting for approval: shop 1.5.0, production');
    await desk.keep(`41-${name.toLowerCase()}-may-not`);
  });

  it('takes back what a rejected release brought to staging, with the reason for all to read', async () => {
    const desk = world.desk();
    await desk.actAs('Priya');
    await desk.press(await desk.card(/Waiting for approval/), 'Reject 1.5.0 for production');
    await desk.modal.getByLabel('Reason').fill('Not before the sale');
    await desk.press(desk.modal, 'Reject');
    const rejected = await desk.card('Rolled back: shop 1.5.0');
    await rejected.getByText('Not before the sale').waitFor();
    await desk.runs('staging', { api: '1.4.2', worker: '1.4.2', frontend: '1.4.2' });
    await desk.keep('42-rejected');
  });

  it('refuses a minor version that holds a breaking change, and names the version to release instead', async () => {
    const desk = world.desk();
    await desk.actAs('Aiko');
    await desk.push('breaking');
    await desk.send('/release minor');
    await answer(
      desk,
      'Nothing was planned. 1.5.0 promises no breaking change, but the commits hold 1 breaking change: export the products as JSON. Release 2.0.0 instead. tech-lead may override this with a reason in the /release form.',
    );
    await desk.keep('43-breaking');
  });
});

import { describe, expect, it } from 'vitest';
import { applyChange } from '#sandbox/slack/browser/state/apply-change.ts';
import { channelMessages, replyCount, threadMessages } from '#sandbox/slack/browser/state/conversation.ts';
import { CARD_TS, message, picture, releaseModal } from './support/fixture.ts';

function applied(...changes: readonly Parameters<typeof applyChange>[1][]) {
  const end = changes.reduce(applyChange, picture());
  if (end === null) throw new Error('The picture was lost.');
  return end;
}

describe('applyChange', () => {
  it('adds a message once, however often it comes, and replaces it in place', () => {
    const late = message('U_SAM', 40, 'late');
    const twice = applied(
      { type: 'message', message: late },
      { type: 'message', message: { ...late, text: 'edited' } },
    );
    const texts = twice.messages.filter((one) => one.ts === late.ts).map((one) => one.text);
    expect(texts).toEqual(['edited']);
    expect(twice.messages.map((one) => Number(one.ts))).toEqual(
      [...twice.messages.map((one) => Number(one.ts))].sort(),
    );
  });

  it('removes a deleted message and leaves the same ts of another channel', () => {
    const other = { ...message('U_SAM', 120, 'elsewhere'), channel: 'C_OPS' };
    const end = applied(
      { type: 'message', message: other },
      { type: 'message_deleted', channel: 'C_RELEASES', ts: CARD_TS },
    );
    expect(end.messages.filter((one) => one.ts === CARD_TS)).toEqual([other]);
  });

  it('opens, updates and closes a modal', () => {
    const opened = applied({ type: 'modal_opened', modal: releaseModal() });
    const updated = applied(
      { type: 'modal_opened', modal: releaseModal() },
      { type: 'modal_updated', modal: releaseModal({ hash: '2' }) },
    );
    expect(opened.modals).toHaveLength(1);
    expect(updated.modals.map((one) => one.hash)).toEqual(['2']);
    expect(applied({ type: 'modal_opened', modal: releaseModal() }, { type: 'modal_closed', id: 'V1' }).modals).toEqual(
      [],
    );
  });
});

describe('the messages of a channel', () => {
  it('hold no thread replies but broadcast ones, and ephemeral ones of the person only', () => {
    const end = applied({
      type: 'message',
      message: message('U_APP', 200, 'Rolled back.', { thread_ts: CARD_TS, broadcast: true }),
    });
    const texts = (person: string) => channelMessages(end, 'C_RELEASES', person).map((one) => one.text.slice(0, 11));
    expect(texts('U_MIRA')).toContain('Only <!subt');
    expect(texts('U_JONAS')).not.toContain('Only <!subt');
    expect(texts('U_JONAS')).toContain('Rolled back');
    expect(texts('U_JONAS')).not.toContain('Looking at ');
  });

  it('count replies as held or as the server says, whichever is more', () => {
    const root = picture().messages.find((one) => one.ts === CARD_TS);
    if (root === undefined) throw new Error('The fixture has no card.');
    expect(replyCount(picture(), root)).toBe(3);
    expect(replyCount(picture(), { ...root, replyCount: 9 })).toBe(9);
    expect(threadMessages(picture(), 'C_RELEASES', CARD_TS, 'U_MIRA')).toHaveLength(4);
  });
});

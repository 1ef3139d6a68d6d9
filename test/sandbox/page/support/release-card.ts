const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const cell = (text: string) => ({ type: 'raw_text', text });

/** A release card much like the app's own: words, table, rich text, buttons with and without a confirm dialog, a menu. */
export function releaseCard(): readonly Record<string, unknown>[] {
  return [
    { type: 'header', block_id: 'head', text: plain(':package: Release 1.5.0 of shop waits for approval') },
    {
      type: 'section',
      block_id: 'summary',
      text: mrkdwn(
        '*Next:* one approval by <!subteam^S_LEADS> for *production*. Asked by <@U_MIRA> <!date^1795165320^{date_short_pretty} at {time}|today>.',
      ),
      fields: [mrkdwn('*Plan*\n`sha256:9f2c41`'), mrkdwn('*Strategy*\nOne service after the other')],
    },
    {
      type: 'rich_text',
      block_id: 'log',
      elements: [
        {
          type: 'rich_text_list',
          style: 'bullet',
          elements: ['feat(web): pay with a saved card', 'fix(api): <!channel> in a title is only text & stays so'].map(
            (text) => ({
              type: 'rich_text_section',
              elements: [{ type: 'text', text }],
            }),
          ),
        },
      ],
    },
    {
      type: 'table',
      block_id: 'services',
      column_settings: [null, null, { align: 'right' }],
      rows: [
        [cell('Service'), cell('Runs'), cell('Step')],
        [cell('api'), cell('1.4.2'), { type: 'raw_number', value: 1, text: '1' }],
        [cell('web'), cell('1.4.2'), { type: 'raw_number', value: 2, text: '2' }],
      ],
    },
    {
      type: 'actions',
      block_id: 'moves',
      elements: [
        { type: 'button', action_id: 'approve', style: 'primary', text: plain('Approve 1.5.0'), value: 'R1' },
        { type: 'button', action_id: 'hold', text: plain('Hold'), value: 'R1' },
        {
          type: 'button',
          action_id: 'cancel',
          style: 'danger',
          text: plain('Cancel'),
          value: 'R1',
          confirm: {
            title: plain('Cancel release 1.5.0?'),
            text: mrkdwn('Nothing has reached *production* yet.'),
            confirm: plain('Cancel release 1.5.0'),
            deny: plain('Keep it'),
            style: 'danger',
          },
        },
        {
          type: 'overflow',
          action_id: 'more',
          options: [
            { text: plain('Show the plan'), value: 'plan' },
            { text: plain('Show the rollback plan'), value: 'rollback' },
          ],
        },
      ],
    },
    {
      type: 'context',
      block_id: 'foot',
      elements: [mrkdwn('shop \u00b7 main at `4e1c0aa` \u00b7 <https://example.com/compare|4 commits>')],
    },
  ];
}

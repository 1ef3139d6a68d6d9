import { redisScript } from './redis-script.ts';

/**
 * Appends events to a log, all or none. The log is a stream whose entry ids are `<seq>-0`, so Redis itself keeps them in order and finds
 * any of them in logarithmic time. Arguments: expected sequence, hash of the last event seen, a mark of this call, the lease token or an
 * empty string, then `at`, `hash` and `body` of each event. Answers `{ kind, seq }`. A call that is sent again because the
 * connection broke before the answer came finds its own mark, and is answered as if it had just succeeded.
 */
export const appendScript = redisScript(`
local log, lease = KEYS[1], KEYS[2]
local expected, prev, mark, token = tonumber(ARGV[1]), ARGV[2], ARGV[3], ARGV[4]
local added = (#ARGV - 4) / 3

local function fieldOf(entry, name)
  for i = 1, #entry[2], 2 do
    if entry[2][i] == name then return entry[2][i + 1] end
  end
end

local first = redis.call('XRANGE', log, string.format('%d-0', expected + 1), string.format('%d-0', expected + 1))
if #first == 1 and fieldOf(first[1], 'mark') == mark then return { 'appended', expected + added } end

if token ~= '' and redis.call('GET', lease) ~= token then return { 'fenced', 0 } end

local seq, hash = 0, prev
local last = redis.call('XREVRANGE', log, '+', '-', 'COUNT', 1)
if #last == 1 then
  seq = tonumber(string.match(last[1][1], '^%d+'))
  hash = fieldOf(last[1], 'hash')
end
if seq ~= expected or hash ~= prev then return { 'conflict', seq } end

for i = 1, added do
  local at = 4 + (i - 1) * 3
  redis.call('XADD', log, string.format('%d-0', expected + i),
    'at', ARGV[at + 1], 'hash', ARGV[at + 2], 'body', ARGV[at + 3], 'mark', mark)
end
return { 'appended', expected + added }
`);

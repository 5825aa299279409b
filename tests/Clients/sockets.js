// Conversations of the graphql-ws client.
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { assert, check, collect, done, publish, server, titles } from './checks.js';

const url = `${server.replace('http', 'ws')}/graphql`;
const open = (options = {}) => createClient({ url, webSocketImpl: WebSocket, retryWait: async () => {}, ...options });

for (const lazy of [true, false]) {
  const mode = lazy ? 'a lazy client' : 'an eager client';

  await check(`${mode} asks a query`, async () => {
    const client = open({ lazy });
    const { results } = await collect(client, { query: '{ hello }' }).ended;
    assert.deepEqual(results, [{ data: { hello: 'world' } }]);
    await client.dispose();
  });

  await check(`${mode} hears a subscription to its end`, async () => {
    const client = open({ lazy });
    const { results } = await collect(client, { query: 'subscription ($n: Int!) { countdown(from: $n) }', variables: { n: 3 } }).ended;
    assert.deepEqual(results, [3, 2, 1].map((countdown) => ({ data: { countdown } })));
    await client.dispose();
  });

  await check(`${mode} hears several events and stops`, async () => {
    const client = open({ lazy });
    const news = collect(client, { query: 'subscription { news { title } }' });
    await publish('one', news);
    await publish('two', news);
    news.stop();
    const { results } = await news.ended;
    assert.deepEqual(titles(results), ['one', 'two']);
    const again = await collect(client, { query: '{ hello }' }).ended;
    assert.equal(again.results.length, 1);
    await client.dispose();
  });
}

await check('operations run side by side over one socket', async () => {
  let sockets = 0;
  const client = open({ on: { connected: () => sockets++ } });
  const all = await Promise.all(
    Array.from({ length: 50 }, (_, i) => collect(client, { query: `subscription { countdown(from: ${i + 1}) }` }).ended),
  );
  assert.deepEqual(all.map(({ results }) => results.length), Array.from({ length: 50 }, (_, i) => i + 1));
  assert.equal(sockets, 1);
  await client.dispose();
});

await check('what is not valid comes as errors', async () => {
  const client = open();
  const { error, results } = await collect(client, { query: '{ nothing }' }).ended;
  assert.match(error[0].message, /Cannot query field "nothing"/);
  assert.deepEqual(error[0].locations, [{ line: 1, column: 3 }]);
  assert.equal(results.length, 0);
  await client.dispose();
});

await check('a field that fails comes with the data', async () => {
  const client = open();
  const news = collect(client, { query: 'subscription { news { title wrong } }' });
  await publish('bad', news);
  news.stop();
  const { results } = await news.ended;
  assert.deepEqual(results[0].data, { news: { title: 'bad', wrong: null } });
  assert.deepEqual(results[0].errors[0].path, ['news', 'wrong']);
  await client.dispose();
});

await check('a source that fails comes as an error after its events', async () => {
  const client = open();
  const { error, results } = await collect(client, { query: 'subscription { ending }' }).ended;
  assert.deepEqual(results, [{ data: { ending: 1 } }]);
  assert.equal(error[0].extensions.code, 'CLOSED');
  await client.dispose();
});

await check('a mutation runs over the socket', async () => {
  const client = open();
  const { results } = await collect(client, { query: 'mutation { publish(title: "nobody hears") }' }).ended;
  assert.deepEqual(results, [{ data: { publish: 0 } }]);
  await client.dispose();
});

await check('the client pings and is answered', async () => {
  let pong;
  const answered = new Promise((resolve) => (pong = resolve));
  const client = open({ lazy: false, keepAlive: 50, on: { pong: (received, payload) => received && pong(payload) } });
  await answered;
  await client.dispose();
});

await check('iterating ends with the subscription', async () => {
  const client = open();
  const numbers = [];
  for await (const { data } of client.iterate({ query: 'subscription { countdown(from: 2) }' })) {
    numbers.push(data.countdown);
  }
  assert.deepEqual(numbers, [2, 1]);
  await client.dispose();
});

await check('a client that lost its socket connects and subscribes again', async () => {
  let connected = 0;
  const client = open({ on: { connected: () => connected++ } });
  const news = collect(client, { query: 'subscription { news { title } }' });
  await publish('before', news);
  client.terminate();
  await publish('after', news);
  news.stop();
  const { results } = await news.ended;
  assert.deepEqual(titles(results), ['before', 'after']);
  assert.equal(connected, 2);
  await client.dispose();
});

await check('a client whose session ends is closed with 4403 and comes back with a new token', async () => {
  let tokens = 0;
  const closes = [];
  const client = open({
    connectionParams: () => ({ token: `token ${++tokens}` }),
    on: { closed: (event) => closes.push(`${event.code} ${event.reason}`) },
    shouldRetry: () => true,
  });
  const news = collect(client, { query: 'subscription { news { title } }' });
  await publish('before', news);
  await fetch(`${server}/expire-tokens`, { method: 'POST' });
  await publish('after', news);
  news.stop();
  const { results } = await news.ended;
  assert.deepEqual(titles(results), ['before', 'after']);
  assert.equal(closes[0], '4403 The token has expired.');
  assert.equal(tokens, 2);
  await client.dispose();
});

await check('a client that may not connect hears why', async () => {
  const client = open({ connectionParams: { token: 'wrong' }, retryAttempts: 0 });
  const { error } = await collect(client, { query: '{ hello }' }).ended;
  assert.equal(error.code, 4403);
  assert.equal(error.reason, 'This token is not known.');
  await client.dispose();
});

done();

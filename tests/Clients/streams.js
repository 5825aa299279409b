// Conversations of the graphql-sse client in both modes.
import { createClient } from 'graphql-sse';
import { assert, check, collect, done, publish, server, titles } from './checks.js';

for (const singleConnection of [false, true]) {
  const mode = singleConnection ? 'over a shared stream' : 'over a stream of its own';
  const open = (options = {}) => createClient({ url: `${server}/graphql`, singleConnection, retry: async () => {}, ...options });

  await check(`a query is asked ${mode}`, async () => {
    const client = open();
    const { results } = await collect(client, { query: '{ hello }' }).ended;
    assert.deepEqual(results, [{ data: { hello: 'world' } }]);
    client.dispose();
  });

  await check(`a subscription is heard to its end ${mode}`, async () => {
    const client = open();
    const { results } = await collect(client, { query: 'subscription ($n: Int!) { countdown(from: $n) }', variables: { n: 3 } }).ended;
    assert.deepEqual(results, [3, 2, 1].map((countdown) => ({ data: { countdown } })));
    client.dispose();
  });

  await check(`several events are heard and the client stops ${mode}`, async () => {
    const client = open();
    const news = collect(client, { query: 'subscription { news { title } }' });
    await publish('one', news);
    await publish('two', news);
    news.stop();
    const { results } = await news.ended;
    assert.deepEqual(titles(results), ['one', 'two']);
    client.dispose();
  });

  await check(`operations run side by side ${mode}`, async () => {
    const client = open();
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, i) => collect(client, { query: `subscription { countdown(from: ${i + 1}) }` }).ended),
    );
    assert.deepEqual(all.map(({ results }) => results.length), Array.from({ length: 20 }, (_, i) => i + 1));
    client.dispose();
  });

  await check(`a source that fails comes as a result with errors ${mode}`, async () => {
    const client = open();
    const { results } = await collect(client, { query: 'subscription { ending }' }).ended;
    assert.deepEqual(results[0], { data: { ending: 1 } });
    assert.equal(results[1].errors[0].extensions.code, 'CLOSED');
    client.dispose();
  });

  await check(`what is not valid is told ${mode}`, async () => {
    const client = open({ retryAttempts: 0 });
    const { error, results } = await collect(client, { query: '{ nothing }' }).ended;
    if (singleConnection) {
      assert.equal(error.response.status, 400);
    } else {
      assert.match(results[0].errors[0].message, /Cannot query field "nothing"/);
    }
    client.dispose();
  });

  await check(`a client that lost its stream connects and subscribes again ${mode}`, async () => {
    const cut = new AbortController();
    let connected = 0;
    const client = open({
      on: { connected: () => connected++ },
      // The first event stream is cut from outside, as a network does.
      fetchFn: async (url, options) => {
        const response = await fetch(url, options);
        if (connected > 0 || response.headers.get('content-type')?.startsWith('text/event-stream') !== true) {
          return response;
        }
        const body = response.body.pipeThrough(new TransformStream(), { signal: cut.signal });
        return new Response(body, { status: response.status, headers: response.headers });
      },
    });
    const news = collect(client, { query: 'subscription { news { title } }' });
    await publish('before', news);
    cut.abort(new TypeError('The network has gone.'));
    await publish('after', news);
    news.stop();
    const { results } = await news.ended;
    assert.deepEqual(titles(results), ['before', 'after']);
    assert.equal(connected, 2);
    client.dispose();
  });

  await check(`iterating ends with the subscription ${mode}`, async () => {
    const client = open();
    const numbers = [];
    for await (const { data } of client.iterate({ query: 'subscription { countdown(from: 2) }' })) {
      numbers.push(data.countdown);
    }
    assert.deepEqual(numbers, [2, 1]);
    client.dispose();
  });
}

done();

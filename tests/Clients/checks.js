import assert from 'node:assert/strict';

/** The address of the server under test. */
export const server = process.argv[2];

let count = 0;

/** Tells the test run how a check ended: one line of JSON. */
export function report(name, failure = null) {
  count++;
  console.log(JSON.stringify({ name, failure }));
}

/** Runs a check; it fails when it throws or takes too long. */
export async function check(name, body, seconds = 30) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It did not end within ${seconds} seconds.`)), seconds * 1000);
  });
  try {
    await Promise.race([body(), late]);
    report(name);
  } catch (failure) {
    report(name, failure?.stack ?? JSON.stringify(failure));
  } finally {
    clearTimeout(timer);
  }
}

/** The last line, so that a script that ends early is noticed. */
export function done() {
  console.log(JSON.stringify({ done: count }));
  process.exit(0);
}

/** Asks over plain HTTP. */
export async function ask(query, path = '/graphql') {
  const response = await fetch(server + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

/** Publishes until the subscription has heard it: the server may not have it yet, or be about to lose it. */
export async function publish(title, subscription) {
  let isHeard = false;
  subscription.heard(title).then(() => (isHeard = true));
  while (!isHeard) {
    await ask(`mutation { publish(title: ${JSON.stringify(title)}) }`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What was published, in order, however often. */
export const titles = (results) => [...new Set(results.map((result) => result.data.news.title))];

/** Collects what a subscription of graphql-ws or graphql-sse gives; its `stop` ends it from within. */
export function collect(client, payload) {
  const results = [];
  const waiting = [];
  const subscription = {
    heard: (title) => new Promise((resolve) => waiting.push({ title, resolve })),
  };
  subscription.ended = new Promise((resolve) => {
    subscription.stop = client.subscribe(payload, {
      next: (result) => {
        results.push(result);
        waiting.filter(({ title }) => title === result.data?.news?.title).forEach((waits) => waits.resolve());
      },
      error: (error) => resolve({ results, error }),
      complete: () => resolve({ results }),
    });
  });
  return subscription;
}

export { assert };

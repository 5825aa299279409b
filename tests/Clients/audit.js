// The audits of graphql-http: what GraphQL over HTTP says a server MUST, SHOULD and MAY do.
import { auditServer } from 'graphql-http';
import { done, report, server } from './checks.js';

for (const { id, name, status, reason } of await auditServer({ url: `${server}/graphql` })) {
  report(`${name} (${id})`, status === 'ok' ? null : reason);
}
done();

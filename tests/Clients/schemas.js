// What the reference implementation makes of our introspection and of our SDL.
import { buildClientSchema, buildSchema, getIntrospectionQuery, lexicographicSortSchema, parse, printSchema, validate, validateSchema } from 'graphql';
import { ask, assert, check, done, server } from './checks.js';

const everything = { descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true };

for (const name of ['newsroom', 'library', 'product']) {
  const path = name === 'newsroom' ? '' : `/${name}`;
  const introspected = async () => {
    const { data, errors } = await ask(getIntrospectionQuery(everything), `${path}/graphql`);
    assert.equal(errors, undefined);
    return buildClientSchema(data);
  };
  const written = async () => buildSchema(await (await fetch(`${server}${path}/schema.graphql`)).text());

  await check(`the introspection of the ${name} schema makes a valid client schema`, async () => {
    assert.deepEqual(validateSchema(await introspected()), []);
  });

  await check(`the SDL of the ${name} schema is read and valid`, async () => {
    assert.deepEqual(validateSchema(await written()), []);
  });

  await check(`introspection and SDL of the ${name} schema say the same`, async () => {
    const [one, other] = [await introspected(), await written()].map((schema) => printSchema(lexicographicSortSchema(schema)));
    assert.equal(one, other);
    assert.ok(one.length > 200);
  });

  await check(`the introspection query is valid for the client schema of ${name}`, async () => {
    assert.deepEqual(validate(await introspected(), parse(getIntrospectionQuery(everything))), []);
  });
}

done();

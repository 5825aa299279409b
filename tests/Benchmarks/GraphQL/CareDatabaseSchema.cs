using CarePlatform.GraphQL;

namespace CarePlatform.Benchmarks;

/// <summary>The schema of the benchmark over PostgreSQL: a data loader for each level.</summary>
internal static class CareDatabaseSchema
{
    public static Schema Of(CareDatabase database)
    {
        var episodes = BatchLoader.Many<string, Episode>("episodesOfClient", (keys, context) => database.Episodes(keys, context.Cancellation));
        var tasks = BatchLoader.Many<string, CareTask>("tasksOfEpisode", (keys, context) => database.Tasks(keys, context.Cancellation));
        var owners = BatchLoader.One<string, Owner>("ownerById", (keys, context) => database.Owners(keys, context.Cancellation));
        var client = CareSchema.Types.Client(
            Resolver.Batch<CareTask, string, Owner>(task => task.OwnerId, owners),
            Resolver.Batch<Client, string, IReadOnlyList<Episode>>(parent => parent.Id, episodes),
            Resolver.Batch<Episode, string, IReadOnlyList<CareTask>>(parent => parent.Id, tasks));
        var query = new ObjectType("Query", () =>
        [
            new Field("clients", client.NonNull.List.NonNull, CareSchema.First, new InputValue("after", Scalars.String.NonNull))
            {
                Resolver = Resolver.Async<object, IReadOnlyList<Client>>(async (_, context) => await database.Clients(
                    context.Arguments.Get<string>(1), context.Arguments.Get<int>(0), context.Cancellation)),
            },
        ]);
        return new Schema(new SchemaBlueprint { Query = query });
    }
}

using CarePlatform.GraphQL;

namespace CarePlatform.Platform.Tests;

/// <summary>Twenty shelves of three boxes of five things, each with an owner that a loader finds; about 50 KB when all is asked for.</summary>
internal sealed class NestedLists
{
    public const string Query =
        "{ shelves { id name made used boxes { id title made things { id title used count made owner { id name } } } } }";

    private static readonly TextScalar<DateOnly> Date = new(
        "Date", "a day such as 2026-02-28", (text, out day) => DateOnly.TryParse(text, out day), (day, output) => output.Quoted(day, "O"));

    private readonly Shelf[] _shelves = [.. Enumerable.Range(0, 20).Select(ShelfOf)];

    private readonly Dictionary<int, Owner> _owners = Enumerable.Range(0, 1_000)
        .ToDictionary(owner => owner, owner => new Owner($"owner-{owner:D5}", $"Owner Number {owner}"));

    public NestedLists()
    {
        var owners = BatchLoader.One<int, Owner>("owners", (keys, _) =>
        {
            Calls++;
            return ValueTask.FromResult<IReadOnlyDictionary<int, Owner>>(keys.ToDictionary(key => key, key => _owners[key]));
        });
        var owner = new ObjectType("Owner", () =>
            [Of<Owner, string>("id", Scalars.Id, o => o.Id), Of<Owner, string>("name", Scalars.String, o => o.Name)]);
        var thing = new ObjectType("Thing", () =>
        [
            Of<Thing, string>("id", Scalars.Id, t => t.Id), Of<Thing, string>("title", Scalars.String, t => t.Title),
            Of<Thing, bool>("used", Scalars.Boolean, t => t.Used), Of<Thing, int>("count", Scalars.Int, t => t.Count),
            Of<Thing, DateOnly>("made", Date, t => t.Made),
            new Field("owner", owner.NonNull) { Resolver = Resolver.Batch<Thing, int, Owner>(t => (int?)t.Owner, owners) },
        ]);
        var box = new ObjectType("Box", () =>
        [
            Of<Box, string>("id", Scalars.Id, b => b.Id), Of<Box, string>("title", Scalars.String, b => b.Title),
            Of<Box, DateOnly>("made", Date, b => b.Made), Of<Box, IReadOnlyList<Thing>>("things", thing.NonNull.List, b => b.Things),
        ]);
        var shelf = new ObjectType("Shelf", () =>
        [
            Of<Shelf, string>("id", Scalars.Id, s => s.Id), Of<Shelf, string>("name", Scalars.String, s => s.Name),
            Of<Shelf, DateOnly>("made", Date, s => s.Made), Of<Shelf, bool>("used", Scalars.Boolean, s => s.Used),
            Of<Shelf, IReadOnlyList<Box>>("boxes", box.NonNull.List, s => s.Boxes),
        ]);
        Schema = new Schema(new SchemaBlueprint
        {
            Query = new ObjectType("Query", () =>
            [
                Of<object, IReadOnlyList<Shelf>>("shelves", shelf.NonNull.List, _ => _shelves),
                Of<object, IReadOnlyList<Thing>>(
                    "things", thing.NonNull.List, _ => [.. Enumerable.Range(0, 1_000).Select(i => new Thing("", "", false, 0, default, i))]),
            ]),
        });
    }

    public Schema Schema { get; }

    /// <summary>How often the loader of owners was called.</summary>
    public int Calls { get; private set; }

    private static Shelf ShelfOf(int shelf) => new(
        $"shelf-{shelf:D5}", $"Shelf Number {shelf}", Day(shelf), shelf % 2 > 0, [.. Enumerable.Range(shelf * 3, 3).Select(BoxOf)]);

    private static Box BoxOf(int box) =>
        new($"box-{box:D5}", "Tools and paints", Day(box), [.. Enumerable.Range(box * 5, 5).Select(ThingOf)]);

    private static Thing ThingOf(int thing) =>
        new($"thing-{thing:D5}", $"Bring it back one day, number {thing}", thing % 3 > 0, thing % 7, Day(thing), thing % 10);

    private static DateOnly Day(int number) => new DateOnly(2026, 1, 1).AddDays(number);

    private static Field Of<TParent, TValue>(string name, GraphType type, Func<TParent, TValue> read) =>
        new(name, type.NonNull) { Resolver = Resolver.Of(read) };

    private sealed record Shelf(string Id, string Name, DateOnly Made, bool Used, IReadOnlyList<Box> Boxes);

    private sealed record Box(string Id, string Title, DateOnly Made, IReadOnlyList<Thing> Things);

    private sealed record Thing(string Id, string Title, bool Used, int Count, DateOnly Made, int Owner);

    private sealed record Owner(string Id, string Name);
}

using System.Text;
using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>The fields that one selection asks of one object type, in the order of the response.</summary>
internal sealed class ObjectPlan(int index, ObjectType type)
{
    /// <summary>The number of the plan among those of its operation.</summary>
    public int Index { get; } = index;

    public ObjectType Type { get; } = type;

    public FieldPlan[] Fields { get; private set; } = [];

    /// <summary>
    /// The end of the run of fields from each place on that are written straight from the parent: scalars and enums without a guard.
    /// </summary>
    public int[] EndOfPlain { get; private set; } = [];

    /// <summary>The same for a request to which every field is open, guards or not.</summary>
    public int[] EndOfOpen { get; private set; } = [];

    /// <summary>The fields that are resolved before the response is written; parents with such fields are kept.</summary>
    public FieldPlan[] StoredFields { get; private set; } = [];

    public bool HasStoredFields => StoredFields.Length > 0;

    /// <summary>What each object costs by its type and its own fields; 0 where nobody counts, and for the root.</summary>
    public double Weight { get; set; }

    /// <summary>Whether a resolver below wants to know its path.</summary>
    public bool NeedsPath { get; private set; }

    /// <summary>What is delivered after the fields; null where nothing is.</summary>
    public DeferredFields? Deferred { get; set; }

    /// <summary>The fields that the client sees in the end, those that are delivered later included.</summary>
    public IEnumerable<FieldPlan> AllFields =>
        Deferred is null ? Fields : Fields.Concat(Deferred.Groups.SelectMany(group => group.Plan.Root.Fields));

    public void Complete(FieldPlan[] fields)
    {
        Fields = fields;
        StoredFields = [.. fields.Concat(fields.Select(field => field.Reason).OfType<FieldPlan>()).Where(field => field.Column >= 0)];
        NeedsPath = StoredFields.Any(field =>
            field.Definition.Resolver is AsyncResolver || field.Completion.Selection is { NeedsPath: true });
        EndOfPlain = Ends(fields, static field => field is { Writer: not null, Column: < 0, Guard: < 0 });
        EndOfOpen = Ends(fields, static field => field is { Writer: not null, Column: < 0 });
        for (var i = 0; i < fields.Length; i++)
        {
            var key = JsonEncodedText.Encode(fields[i].ResponseKey).EncodedUtf8Bytes;
            fields[i].EncodedKey = [(byte)(i == 0 ? '{' : ','), .. "\""u8, .. key, .. "\":"u8];
        }
    }

    private static int[] Ends(FieldPlan[] fields, Predicate<FieldPlan> isPlain)
    {
        var ends = new int[fields.Length];
        for (var i = fields.Length - 1; i >= 0; i--)
        {
            ends[i] = !isPlain(fields[i]) ? i : i + 1 < fields.Length ? Math.Max(ends[i + 1], i + 1) : i + 1;
        }

        return ends;
    }

    /// <summary>The name of the type as JSON.</summary>
    public byte[] EncodedTypeName { get; } = Encoding.UTF8.GetBytes($"\"{type.Name}\"");
}

/// <summary>What a field of a composite type selects, for each object type that its value can have.</summary>
internal sealed class SelectionPlan
{
    private readonly ObjectPlan? _only;
    private readonly Dictionary<ObjectType, ObjectPlan> _byType;
    private readonly AbstractResolution? _resolution;

    public SelectionPlan(ObjectPlan only)
        : this([only]) => _only = only;

    public SelectionPlan(IReadOnlyList<ObjectPlan> plans, AbstractResolution resolution)
        : this(plans) => _resolution = resolution;

    private SelectionPlan(IReadOnlyList<ObjectPlan> plans)
    {
        Plans = plans;
        _byType = plans.ToDictionary(plan => plan.Type);
        HasStoredFields = plans.Any(plan => plan.HasStoredFields);
        NeedsPath = plans.Any(plan => plan.NeedsPath);
    }

    public IReadOnlyList<ObjectPlan> Plans { get; }

    public bool HasStoredFields { get; }

    public bool NeedsPath { get; }

    /// <summary>The plan for the type of a value; refuses a value of no possible type.</summary>
    public ObjectPlan PlanFor(object value, FieldPlan field)
    {
        if (_only is { } only)
        {
            return only.Type.IsTypeOf is { } isTypeOf && !isTypeOf(value)
                ? throw new GraphQLException($"Expected value of type \"{only.Type}\" but got: {Inspection.Show(value)}.")
                : only;
        }

        return _byType[_resolution!.TypeOf(value, field)];
    }
}

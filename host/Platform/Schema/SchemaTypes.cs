using System.Linq.Expressions;
using System.Reflection;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>
/// Makes the object types of one schema view from view classes: those fields whose features are on, described by their XML
/// comments. A type whose loader finds it by id is a <c>Node</c>.
/// </summary>
internal sealed class SchemaTypes
{
    private readonly Catalog _catalog;
    private readonly LoadersById _loaders;
    private readonly Descriptions _descriptions;
    private readonly InputTypes _inputs;
    private readonly EnumTypes _enums;
    private readonly Batches _batches;
    private readonly RowScreen _screen;
    private readonly FeatureSet? _features;
    private readonly Dictionary<Type, ObjectType> _views = [];
    private readonly Dictionary<Type, ObjectType> _connections = [];

    /// <param name="features">The features of the view; null shows everything.</param>
    public SchemaTypes(Catalog catalog, LoadersById loaders, Descriptions descriptions, RowScreen screen, FeatureSet? features)
    {
        (_catalog, _loaders, _descriptions, _screen, _features) = (catalog, loaders, descriptions, screen, features);
        var conventions = SchemaConventions.Usual with { Descriptions = descriptions };
        _enums = new EnumTypes(descriptions, conventions.Names);
        _inputs = new InputTypes(conventions, _enums);
        _batches = new Batches();
        Node = new InterfaceType("Node", () => [new Field("id", Scalars.Id.NonNull) { Description = "Unique across types and organisations." }])
        {
            Description = "Anything that can be fetched again by its id.",
        };
        foreach (var view in catalog.Views)
        {
            var declaration = view.GetCustomAttributes(false).OfType<IViewDeclaration>().Single();
            if (!_views.TryAdd(declaration.Type, View(view, declaration)))
            {
                throw new DeclarationException(view, $"is a second view of {declaration.Type.Name}");
            }
        }
    }

    /// <summary>The interface of everything that has an id.</summary>
    public InterfaceType Node { get; }

    /// <summary>The inputs of this schema.</summary>
    public InputTypes Inputs => _inputs;

    /// <summary>All object types that come from views.</summary>
    public IReadOnlyCollection<ObjectType> Views => _views.Values;

    /// <summary>Whether a member's features are on in this view.</summary>
    public bool IsOn(MemberInfo member) => _features is null || Catalog.FeaturesOf(member).All(_features.IsOn);

    /// <summary>The object type that shows a type of C#, or null.</summary>
    public ObjectType? Find(Type type) => _views.GetValueOrDefault(type);

    /// <summary>The batches of the loaders.</summary>
    public Batches Batches => _batches;

    /// <summary>The field that a method is.</summary>
    /// <param name="holder">The type whose values the executor passes in.</param>
    /// <param name="parentOf">Makes the method's first argument of the holder; null for a root field.</param>
    /// <param name="reader">The method that reads the holder: the field's own, or the one that finds the id that an extension takes.</param>
    public Field Field(FieldShape shape, Type holder, Func<Expression, Expression>? parentOf, string? permission, MethodInfo? reader = null)
    {
        var info = ClrTypes.Nullability(shape.Method);
        var description = DescriptionOf(shape.Method);
        var deprecation = shape.Method.GetCustomAttribute<ObsoleteAttribute>()?.Message;
        var reads = ReadsColumns.By(reader);
        var classified = parentOf is null ? null : Classified.Of(shape.Method, Find(holder)?.Name ?? holder.Name, shape.Name, _screen.Of(holder));
        // What may be withheld is null then, and never fails what contains it.
        Field Make(GraphType type, Resolver resolver, params IReadOnlyList<InputValue> arguments) =>
            new(shape.Name, classified is null ? type : type.Nullable, arguments)
            {
                Description = classified is null ? description : $"{description} (Data class {classified.Class}{(classified.Extent is Extent.Minimum ? ", minimum" : "")}{(classified.IsAttendance ? ", attendance" : "")}; null when withheld.)",
                DeprecationReason = deprecation,
                Resolver = resolver,
                Annotations = classified is null ? reads : [.. reads, classified],
            };

        if (parentOf is not null && ClrTypes.Argument(shape.Result, typeof(Loaded<>)) is { } loaded)
        {
            var type = TypeOf(loaded, info.GenericTypeArguments[0], shape);
            return Make(ClrTypes.Item(loaded) is null ? type.Nullable : type, _batches.Loaded(shape, holder, parentOf));
        }

        var plain = Nullable.GetUnderlyingType(shape.Result) ?? shape.Result;
        if (parentOf is not null && shape.IsPlain && !ShowsAsText(shape) && IdScalars.IsId(plain) && _loaders.Find(plain) is { } found)
        {
            return Make(_views[found.Value], _batches.ById(shape, holder, parentOf, found.Loader));
        }

        IReadOnlyList<InputValue> arguments = [.. shape.Arguments.Select(a => _inputs.Argument(shape.Method, a))];
        if (ClrTypes.Argument(shape.Result, typeof(Connection<>)) is { } node)
        {
            return Make(Connection(node).NonNull, Call(shape, permission, parentOf, holder), [.. arguments, .. PageArguments()]);
        }

        if (parentOf is null && !ShowsAsText(shape) && IdScalars.IsId(plain) && _loaders.Find(plain) is { } thing)
        {
            return Make(_views[thing.Value], FieldCalls.Resolver(shape, _inputs, permission, null, (id, context) => NodesById.One(id, _loaders, context)), arguments);
        }

        var result = TypeOf(shape.Result, info, shape);
        return parentOf is not null && (shape.IsPlain || shape.IsAtOnce)
            ? Make(result, PropertyRead.Resolver(holder, (parent, request) => AtOnce(shape, parentOf(parent), request), SchemaScalars.Find))
            : Make(result, Call(shape, permission, parentOf, holder), arguments);
    }

    /// <summary>What the XML comments say of a root field.</summary>
    public string? DescriptionOf(MethodInfo method) => _descriptions.Of(method) ?? _descriptions.Of(method.DeclaringType!);

    /// <summary>The output type of a type of C#.</summary>
    public GraphType TypeOf(Type type, NullabilityInfo info, object where)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        GraphType inner = ClrTypes.Item(plain) is { } item
            ? TypeOf(item, ClrTypes.ItemNullability(info), where).List
            : SchemaScalars.Find(plain)?.Type ?? (plain.IsEnum ? _enums.Of(plain) : (GraphType?)Find(plain))
                ?? throw new InvalidOperationException($"{where}: {plain.FullName} has no place in the schema. Give it a view: [View<{plain.Name}>].");
        return ClrTypes.IsNullable(type, info) ? inner : inner.NonNull;
    }

    private static bool ShowsAsText(FieldShape shape) => shape.Method.Name.EndsWith("Id", StringComparison.Ordinal);

    // The method's first parameter is the parent; what follows is the scope's.
    private static MethodCallExpression AtOnce(FieldShape shape, Expression parent, Expression request) => Expression.Call(
        shape.Method,
        [parent, .. shape.Method.GetParameters().Skip(1).Select(p => Binding.OfScope(
            p.ParameterType, Expression.Property(request, nameof(RequestContext.Services)), Expression.Property(request, nameof(RequestContext.Cancellation))))]);

    private Resolver Call(FieldShape shape, string? permission, Func<Expression, Expression>? parentOf, Type holder)
    {
        Func<object, object>? of = null;
        if (parentOf is not null && shape.Parent != holder)
        {
            var boxed = Expression.Parameter(typeof(object), "parent");
            of = Expression.Lambda<Func<object, object>>(
                Expression.Convert(parentOf(Expression.Convert(boxed, holder)), typeof(object)), boxed).Compile();
        }

        var show = OutputShowing.Boxed(shape.Result, SchemaScalars.Find);
        return FieldCalls.Resolver(shape, _inputs, permission, of, show is null ? null : (value, _) => ValueTask.FromResult(show(value)));
    }

    private static IReadOnlyList<InputValue> PageArguments() =>
    [
        new("first", Scalars.Int) { Description = $"How many from the beginning, 1 to {Paging.Largest}; 20 when nothing is said." },
        new("after", Scalars.String) { Description = "Begin behind this cursor." },
        new("last", Scalars.Int) { Description = $"How many from the end, 1 to {Paging.Largest}." },
        new("before", Scalars.String) { Description = "End before this cursor." },
    ];

    private ObjectType View(Type view, IViewDeclaration declaration)
    {
        var isNode = _loaders.IdOf(declaration.Type) is not null;
        return new ObjectType(declaration.Name, () => Fields(view, declaration.Type), () => isNode ? [Node] : [])
        {
            ClrType = declaration.Type,
            Description = _descriptions.Of(view) ?? _descriptions.Of(declaration.Type),
        };
    }

    private IReadOnlyList<Field> Fields(Type view, Type entity)
    {
        var own = Catalog.FieldsOf(view).Where(IsOn)
            .Select(m => Field(new FieldShape(m, entity), entity, static parent => parent, permission: null, m));
        return _loaders.IdOf(entity) is { } id ? [.. own, .. ExtensionFields(view, entity, id)] : [.. own];
    }

    private IEnumerable<Field> ExtensionFields(Type view, Type entity, Type id)
    {
        var idOf = view.GetMethod("Id", BindingFlags.Public | BindingFlags.Static)
            ?? throw new DeclarationException(view, "shows something that is found by its id, so it must have a field Id");
        return _catalog.Extensions
            .Where(e => e.GetCustomAttributes(false).OfType<IExtensionDeclaration>().Single().IdType == id)
            .SelectMany(Catalog.FieldsOf).Where(IsOn)
            .Select(m => Field(new FieldShape(m, id), entity, parent => Expression.Call(idOf, parent), permission: null, idOf));
    }

    private ObjectType Connection(Type node)
    {
        if (!_connections.TryGetValue(node, out var connection))
        {
            var shown = Find(node) ?? throw new InvalidOperationException($"A list of {node.FullName} has no place in the schema. Give it a view: [View<{node.Name}>].");
            _connections[node] = connection = Connections.Make(shown, node);
        }

        return connection;
    }
}

namespace CarePlatform.GraphQL;

/// <summary>Measures operations with their fragments. Each fragment is measured once, however often it is spread.</summary>
internal sealed class DocumentLimits
{
    private readonly FragmentGraph _fragments;
    private readonly Dictionary<SelectionSetNode, Size> _sizes = [];

    private DocumentLimits(FragmentGraph fragments) => _fragments = fragments;

    /// <summary>The first limit that an operation exceeds, or null.</summary>
    public static GraphQLError? Check(DocumentNode document, FragmentGraph fragments, ValidationOptions options)
    {
        var limits = new DocumentLimits(fragments);
        foreach (var definition in document.Definitions)
        {
            if (definition is OperationDefinitionNode operation && Exceeded(limits.Measure(operation.SelectionSet), options) is { } excess)
            {
                var name = operation.Name is { } given ? $"Operation \"{given.Value}\"" : "The operation";
                return new GraphQLError($"{name} {excess}", operation)
                {
                    Extensions = new Dictionary<string, object?> { ["code"] = "DOCUMENT_TOO_LARGE" },
                };
            }
        }

        return null;
    }

    private static string? Exceeded(Size size, ValidationOptions options)
    {
        return size switch
        {
            _ when size.Depth > options.MaxDepth => $"nests fields {size.Depth} deep; at most {options.MaxDepth} levels are allowed.",
            _ when size.Fields > options.MaxFields => $"selects {size.Fields} fields; at most {options.MaxFields} are allowed.",
            _ when size.Aliases > options.MaxAliases => $"uses {size.Aliases} aliases; at most {options.MaxAliases} are allowed.",
            _ when size.OwnFields > options.MaxRootFields =>
                $"selects {size.OwnFields} fields of the root type; at most {options.MaxRootFields} are allowed.",
            _ => null,
        };
    }

    /// <summary>Measures what is inside first, with a stack of its own. A fragment inside itself counts nothing.</summary>
    private Size Measure(SelectionSetNode root)
    {
        var open = new HashSet<SelectionSetNode>();
        var pending = new Stack<SelectionSetNode>([root]);
        while (pending.TryPeek(out var set))
        {
            if (_sizes.ContainsKey(set))
            {
                pending.Pop();
            }
            else if (!open.Add(set))
            {
                _sizes[set] = Sum(set);
                pending.Pop();
            }
            else
            {
                foreach (var selection in set.Selections)
                {
                    if (InnerOf(selection) is { } inner && !open.Contains(inner) && !_sizes.ContainsKey(inner))
                    {
                        pending.Push(inner);
                    }
                }
            }
        }

        return _sizes[root];
    }

    private Size Sum(SelectionSetNode set)
    {
        var sum = default(Size);
        foreach (var selection in set.Selections)
        {
            var inner = InnerOf(selection) is { } below ? _sizes.GetValueOrDefault(below) : default;
            sum = selection is FieldNode field ? sum.WithField(inner, field.Alias is not null) : sum.With(inner);
        }

        return sum;
    }

    private SelectionSetNode? InnerOf(SelectionNode selection) => selection switch
    {
        FieldNode field => field.SelectionSet,
        InlineFragmentNode inline => inline.SelectionSet,
        FragmentSpreadNode spread => _fragments.Find(spread.Name.Value)?.SelectionSet,
        _ => null,
    };

    /// <summary>What a selection set selects; the counts stop at a number that exceeds any limit.</summary>
    private readonly record struct Size(int Depth, long Fields, long Aliases, long OwnFields)
    {
        private const long Most = int.MaxValue;

        public Size With(Size fragment) => new(
            Math.Max(Depth, fragment.Depth),
            Math.Min(Fields + fragment.Fields, Most),
            Math.Min(Aliases + fragment.Aliases, Most),
            Math.Min(OwnFields + fragment.OwnFields, Most));

        public Size WithField(Size inner, bool hasAlias) => new(
            Math.Max(Depth, inner.Depth + 1),
            Math.Min(Fields + 1 + inner.Fields, Most),
            Math.Min(Aliases + (hasAlias ? 1 : 0) + inner.Aliases, Most),
            Math.Min(OwnFields + 1, Most));
    }
}

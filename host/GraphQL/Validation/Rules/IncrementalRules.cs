namespace CarePlatform.GraphQL;

/// <summary>The label of each <c>@defer</c> and <c>@stream</c> is a literal of its own.</summary>
internal sealed class DeferStreamLabels : ValidationRule
{
    private readonly Dictionary<string, DirectiveNode> _known = new(StringComparer.Ordinal);

    public DeferStreamLabels(ValidationContext context)
        : base(context, SyntaxKind.Directive)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        var directive = (DirectiveNode)node;
        if (directive.Name.Value is not ("defer" or "stream")
            || IncrementalDirectives.ArgumentOf(directive, "label") is not { } label
            || label is NullValueNode)
        {
            return;
        }

        if (label is not StringValueNode literal)
        {
            Report($"Directive \"{directive.Name.Value}\"'s label argument must be a static string.", node);
        }
        else if (!_known.TryAdd(literal.Value, directive))
        {
            Report("Defer/Stream directive label argument must be unique.", _known[literal.Value], node);
        }
    }
}

/// <summary>The fields of mutations and subscriptions themselves come at once; only a literal <c>if: false</c> may stand there.</summary>
internal sealed class DeferStreamOnRootFields : ValidationRule
{
    public DeferStreamOnRootFields(ValidationContext context)
        : base(context, SyntaxKind.Directive)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        var directive = (DirectiveNode)node;
        var subject = directive.Name.Value switch
        {
            "defer" => "Defer",
            "stream" => "Stream",
            _ => null,
        };
        if (subject is null || Types.Parent is not { } parent
            || IncrementalDirectives.ArgumentOf(directive, "if") is BooleanValueNode { Value: false })
        {
            return;
        }

        foreach (var (root, kind) in new[] { (Context.Schema.Mutation, "mutation"), (Context.Schema.Subscription, "subscription") })
        {
            if (ReferenceEquals(root, parent))
            {
                Report($"{subject} directive cannot be used on root {kind} type \"{parent.Name}\".", node);
            }
        }
    }
}

/// <summary>Only lists are streamed.</summary>
internal sealed class StreamOnListFields : ValidationRule
{
    public StreamOnListFields(ValidationContext context)
        : base(context, SyntaxKind.Directive)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        if (((DirectiveNode)node).Name.Value == "stream" && Context.Path[^2] is FieldNode
            && Types is { Field: { } field, Parent: { } parent } && field.Type.Nullable is not ListType)
        {
            Report($"Stream directive cannot be used on non-list field \"{field.Name}\" on type \"{parent.Name}\".", node);
        }
    }
}

/// <summary>A subscription answers each event at once, unless a variable or a literal may switch the directives off.</summary>
internal sealed class DeferStreamOnValidOperations : ValidationRule
{
    public DeferStreamOnValidOperations(ValidationContext context)
        : base(context, SyntaxKind.OperationDefinition)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        if (node is not OperationDefinitionNode { Operation: OperationKind.Subscription } subscription)
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<(SelectionSetNode Set, FragmentSpreadNode? By)>([(subscription.SelectionSet, null)]);
        while (pending.TryPop(out var step))
        {
            foreach (var selection in step.Set.Selections)
            {
                if (MayBeLeftOut(selection))
                {
                    continue;
                }

                Check(selection, step.By);
                switch (selection)
                {
                    case FieldNode { SelectionSet: { } below }:
                        pending.Push((below, step.By));
                        break;
                    case InlineFragmentNode inline:
                        pending.Push((inline.SelectionSet, step.By));
                        break;
                    case FragmentSpreadNode spread when seen.Add(spread.Name.Value)
                        && Context.Fragments.Find(spread.Name.Value) is { } fragment:
                        pending.Push((fragment.SelectionSet, spread));
                        break;
                }
            }
        }
    }

    private void Check(SelectionNode selection, FragmentSpreadNode? by)
    {
        foreach (var directive in selection.Directives)
        {
            var name = directive.Name.Value;
            if (name is "defer" or "stream" && !MayBeFalse(directive))
            {
                var subject = name == "defer" ? "Defer" : "Stream";
                Report(
                    $"{subject} directive not supported on subscription operations. "
                    + $"Disable `@{name}` by setting the `if` argument to `false`.",
                    by is null ? [directive] : [directive, by]);
            }
        }
    }

    private static bool MayBeFalse(DirectiveNode directive) =>
        IncrementalDirectives.ArgumentOf(directive, "if") is VariableNode or BooleanValueNode { Value: false };

    private static bool MayBeLeftOut(SelectionNode selection) => selection.Directives.Any(directive =>
        (directive.Name.Value, IncrementalDirectives.ArgumentOf(directive, "if")) is
            ("skip", VariableNode or BooleanValueNode { Value: true }) or ("include", VariableNode or BooleanValueNode { Value: false }));
}
